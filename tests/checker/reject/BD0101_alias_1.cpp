// expect BD0101
using Cursor = int*;
int first(Cursor c) { return 0; }
