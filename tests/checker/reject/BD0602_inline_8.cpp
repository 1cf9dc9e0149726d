// expect BD0602
inline thread_local unsigned long counter = 0;
