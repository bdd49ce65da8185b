mod create;
mod edit;
mod probation;
