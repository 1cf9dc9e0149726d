// expect BD0205
enum Colour : unsigned char { red };
void f() { Colour c{9}; }
