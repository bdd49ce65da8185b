mod again;
mod export;
mod run;
