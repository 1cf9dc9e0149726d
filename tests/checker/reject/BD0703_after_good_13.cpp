// expect BD0703
[[nodiscard, gnu::pure]] int f(int n);
