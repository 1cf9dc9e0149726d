// expect BD0301
enum class Mode { kOn, kOff };
bool f(int n) {
  Mode mode;
  while (n-- > 0) mode = Mode::kOn;
  return mode == Mode::kOn;
}
