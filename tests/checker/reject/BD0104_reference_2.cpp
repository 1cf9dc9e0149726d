// expect BD0104
void work();
void f() { auto& g = work; }
