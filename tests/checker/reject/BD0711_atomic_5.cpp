// expect BD0711
_Atomic(int) f();
