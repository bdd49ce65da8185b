mod banks;
mod contract;
mod pending;
mod sandbox;
mod stripe;
mod webhook;
