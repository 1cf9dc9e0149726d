// goto out of nested loops, over nothing that needs a value
int find(int wanted) {
  int x = 0, y = 0;
  for (x = 0; x < 10; ++x) {
    for (y = 0; y < 10; ++y) {
      if (x * y == wanted) goto found;
    }
  }
  return -1;
found:
  return x * 10 + y;
}
