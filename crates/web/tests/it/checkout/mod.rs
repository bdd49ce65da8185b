mod place;
mod race;
mod show;
