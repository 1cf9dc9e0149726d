// expect BD0303
struct P {
  int x = 0;
};
P make(bool b) {
  while (b) {
    if (b) break;
    return P{};
  }
}
