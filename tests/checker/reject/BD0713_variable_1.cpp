// expect BD0713
int f() {
  alignas(32) int x = 1;
  return x;
}
