// expect BD0704
#pragma redefine_extname f g
void f();
