// expect BD0601 level kernel
int now();
int start = now();
