mod close;
mod code;
mod password;
mod second_factor;
mod show;
mod sign_in;
mod sign_out;
mod sign_up;
