// expect BD0804
struct S {
  int a;
};
int f(S s) {
  auto [sip] = s;
  return sip;
}
