// expect BD0303
int f(int n) {
  switch (n) {
    case 0: return 1;
    case 1: return 2;
  }
}
