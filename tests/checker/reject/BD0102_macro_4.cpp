// expect BD0102
#define AT(x) & x
void f(int x) { (void)(AT(x)); }
