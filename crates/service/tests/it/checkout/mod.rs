mod crash;
mod pay_again;
mod place;
mod queue;
mod quote;
mod race;
mod random;
mod revoked;
