// expect BD0704
#define X 1
#pragma push_macro("X")
