mod sign_in;
mod sign_out;
mod sign_up;
