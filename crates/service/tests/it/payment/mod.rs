mod pending;
mod sandbox;
