// expect BD0107
#define MAKE(T) new T
void f() { (void)*MAKE(int); }
