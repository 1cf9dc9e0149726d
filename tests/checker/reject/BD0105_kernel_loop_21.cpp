// expect BD0105 level kernel
int sum() { const int of[] = {1, 2, 3}; int all = 0; for (int each : of) all += each; return all; }
