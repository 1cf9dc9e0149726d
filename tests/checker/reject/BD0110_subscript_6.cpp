// expect BD0110
char f() { return 1["abc"]; }
