// expect BD0303
int& pick(int& a, bool b) {
  if (b) return a;
}
