mod close;
mod find;
mod open;
