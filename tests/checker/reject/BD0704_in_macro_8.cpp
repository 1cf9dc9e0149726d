// expect BD0704
#define QUIET _Pragma("clang optimize off")
QUIET int f();
