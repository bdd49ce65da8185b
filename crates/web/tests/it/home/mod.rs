mod show;
