// expect BD0208
int f() {
  volatile int x = 0;
  return x;
}
