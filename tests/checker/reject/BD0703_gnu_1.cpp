// expect BD0703
__attribute__((section("x"))) int f() { return 1; }
