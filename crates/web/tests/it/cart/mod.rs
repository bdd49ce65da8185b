mod add;
mod change;
mod show;
