// expect BD0301
int f(int n) {
  switch (n) {
    int x;
    case 0:
      x = 1;
      return x;
    default:
      return x;
  }
}
