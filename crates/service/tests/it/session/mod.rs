mod close;
mod enter;
mod find;
mod open;
