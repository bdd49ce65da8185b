mod crash;
mod pay_again;
mod place;
mod quote;
mod race;
mod random;
mod revoked;
