// values given on every path before they are used
int pick(int n) {
  int kind;
  double weight;
  switch (n % 3) {
    case 0:
      kind = 1;
      weight = 0.5;
      break;
    case 1:
      kind = 2;
      weight = 1.5;
      break;
    default:
      return 0;
  }
  bool heavy;
  if (weight > 1) {
    heavy = true;
  } else {
    heavy = false;
  }
  return heavy ? kind * 2 : kind;
}
