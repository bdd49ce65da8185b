mod edit;
mod list;
mod new;
