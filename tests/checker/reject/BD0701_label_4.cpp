// expect BD0701
void f() asm("sip_prim_release");
