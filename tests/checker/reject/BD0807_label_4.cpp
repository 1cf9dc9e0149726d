// expect BD0807
void f() {
__again:
  return;
}
