// expect BD0703
[[using gnu: noinline, cold]] int f() { return 1; }
