// expect BD0703
[[gnu::cold]] void f() {}
