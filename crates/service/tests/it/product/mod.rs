mod create;
mod edit;
