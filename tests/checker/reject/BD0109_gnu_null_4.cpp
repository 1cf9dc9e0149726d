// expect BD0109
void f() { (void)__null; }
