mod cancel;
mod life;
