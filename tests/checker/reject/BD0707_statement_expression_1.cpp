// expect BD0707
int f() { return ({ 1; }); }
