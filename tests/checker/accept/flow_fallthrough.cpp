// switches that fall through on purpose
unsigned days_after(unsigned month) {
  unsigned days = 0;
  switch (month) {
    case 1:
      days += 31;
      [[fallthrough]];
    case 2:
      days += 28;
      [[fallthrough]];
    case 3:
      days += 31;
      break;
    default:
      days = 365;
  }
  return days;
}
