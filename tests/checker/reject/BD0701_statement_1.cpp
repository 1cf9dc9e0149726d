// expect BD0701
void f() { asm("cli"); }
