// expect BD0601
int f();
const int x = f();
