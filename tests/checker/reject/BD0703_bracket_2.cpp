// expect BD0703
[[gnu::section("x")]] int f() { return 1; }
