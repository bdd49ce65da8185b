mod drawn;
mod uploaded;
