// expect BD0704
#/* once */pragma/* once */weak f
void f();
