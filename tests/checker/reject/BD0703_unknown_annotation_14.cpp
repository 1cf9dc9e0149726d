// expect BD0703
[[clang::annotate("mine")]] int f();
