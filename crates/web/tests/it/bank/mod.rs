mod answer;
mod show;
