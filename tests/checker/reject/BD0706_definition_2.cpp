// expect BD0706
int first(int n, ...) { return n; }
