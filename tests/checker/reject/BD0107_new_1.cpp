// expect BD0107
void f() { (void)*new int; }
