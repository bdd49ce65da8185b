mod cancel;
mod cancel_group;
mod list;
mod pay;
mod receive;
mod show;
mod story;
