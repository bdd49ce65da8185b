mod export;
mod run;
