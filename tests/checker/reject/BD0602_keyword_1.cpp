// expect BD0602
thread_local int x;
