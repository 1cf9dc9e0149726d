// expect BD0706
void log(int n, ...);
