// expect BD0101
#line 1 "stdio.h"
static int read_it(int* p) { return 0; }
