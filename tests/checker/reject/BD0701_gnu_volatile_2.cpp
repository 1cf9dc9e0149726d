// expect BD0701
void f() { __asm__ __volatile__("cli"); }
