// expect BD0703 level generated
[[noreturn]] void f();
