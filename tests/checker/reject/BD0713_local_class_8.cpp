// expect BD0713
int f() {
  struct alignas(64) Line {
    int x;
  };
  return Line{1}.x;
}
