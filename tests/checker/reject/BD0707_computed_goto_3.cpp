// expect BD0707
int f() {
  goto *&&end;
end:
  return 1;
}
