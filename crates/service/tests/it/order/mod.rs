mod cancel;
mod letter;
mod life;
