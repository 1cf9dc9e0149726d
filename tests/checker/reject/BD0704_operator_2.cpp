// expect BD0704
_Pragma("GCC system_header") int f();
