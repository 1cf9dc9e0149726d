// expect BD0602
int f() {
  thread_local int x = 0;
  return ++x;
}
