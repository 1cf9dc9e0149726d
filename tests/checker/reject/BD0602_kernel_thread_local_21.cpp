// expect BD0602 level kernel
thread_local int current = 0;
