// expect BD0403
struct S {
  int x = 0;
  int& get(this S self) { return self.x; }
};
