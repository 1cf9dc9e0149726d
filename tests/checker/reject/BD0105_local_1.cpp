// expect BD0105
int f() {
  int table[4] = {1, 2, 3, 4};
  return table[0];
}
