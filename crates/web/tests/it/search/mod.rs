mod find;
mod suggest;
