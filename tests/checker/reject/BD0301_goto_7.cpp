// expect BD0301
int f(int n) {
  int x;
  if (n > 0) goto end;
  x = 1;
end:
  return x;
}
