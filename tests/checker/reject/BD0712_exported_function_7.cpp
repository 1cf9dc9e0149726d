// expect BD0712
export module evil;
export int f() { return 1; }
