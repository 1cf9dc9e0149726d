// calendar arithmetic
struct Date {
  int year = 1970;
  unsigned month = 1, day = 1;
  friend bool operator==(const Date&, const Date&) = default;
};
constexpr bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
constexpr unsigned days_in(int year, unsigned month) {
  switch (month) {
    case 4: case 6: case 9: case 11: return 30;
    case 2: return is_leap(year) ? 29 : 28;
    default: return 31;
  }
}
Date next_day(Date date) {
  if (++date.day <= days_in(date.year, date.month)) return date;
  date.day = 1;
  if (++date.month > 12) {
    date.month = 1;
    ++date.year;
  }
  return date;
}
