// expect BD0707
int f(int n) {
  int table[n];
  return sizeof(table);
}
