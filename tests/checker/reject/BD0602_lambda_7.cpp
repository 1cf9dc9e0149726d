// expect BD0602
int f() {
  return [] {
    static thread_local int calls = 0;
    return ++calls;
  }();
}
