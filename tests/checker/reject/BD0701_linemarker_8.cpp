// expect BD0701
# 1 "x.h" 1 3
inline void f() { asm("cli"); }
