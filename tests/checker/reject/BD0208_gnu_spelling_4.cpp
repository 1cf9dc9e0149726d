// expect BD0208
int f() {
  __volatile__ int x = 0;
  return x;
}
