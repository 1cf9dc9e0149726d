// expect BD0703
[[noreturn]] void f();
