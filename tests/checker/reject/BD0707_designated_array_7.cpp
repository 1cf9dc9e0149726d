// expect BD0707
int f() {
  return ({
    int x = 1;
    x + 1;
  });
}
