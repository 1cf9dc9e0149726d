// expect BD0701
void f() { int x asm("name") = 1; }
