// expect BD0301
bool f(bool a, bool b) {
  bool c;
  if (a && (c = b)) return true;
  return c;
}
