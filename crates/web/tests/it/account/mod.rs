mod close;
mod password;
mod show;
mod sign_in;
mod sign_out;
mod sign_up;
