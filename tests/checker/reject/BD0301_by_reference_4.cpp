// expect BD0301
void add(int& x, int by) { x += by; }
int f() {
  int x;
  add(x, 1);
  return x;
}
