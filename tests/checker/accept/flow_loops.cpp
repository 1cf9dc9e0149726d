// loops, breaks, and returns of every kind
int first_multiple(int of, int from) {
  for (int i = from;; ++i) {
    if (i % of == 0) return i;
  }
}
int count_down(int n) {
  int steps = 0;
  do {
    n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    if (++steps > 1000) break;
  } while (n != 1);
  return steps;
}
int search(int wanted) {
  int found;
  bool done = false;
  int i = 0;
  while (!done) {
    if (i * i >= wanted) done = true;
    ++i;
  }
  found = i;
  return found;
}
int grade(int points) {
  if (points > 90) {
    return 1;
  } else if (points > 50) {
    return 2;
  } else {
    return 3;
  }
}
