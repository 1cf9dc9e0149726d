// From the digits of a PC's clock chip to seconds since 1970-01-01 00:00 UTC.
#pragma once
#include <cstdint>

struct ClockReading {
  std::int64_t second = 0, minute = 0, hour = 0, day = 0, month = 0,
               year = 0;  // year: of the century

  bool operator==(const ClockReading&) const = default;
  bool is_plausible() const {
    return second < 60 && minute < 60 && hour < 24 && day >= 1 && day <= 31 && month >= 1 &&
           month <= 12 && year < 100;
  }
};

// Two decimal digits, each in four bits.
constexpr std::int64_t from_bcd(std::int64_t digits) {
  return (digits >> 4) * 10 + (digits & 15);
}

// Days since 1970-01-01 of a date from 2000 to 2099: every fourth year there is a leap year.
constexpr std::int64_t days_since_1970(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr std::int64_t kDaysTo2000 = 10957;
  const std::int64_t shifted = month <= 2 ? month + 9 : month - 3;  // March is 0
  const std::int64_t of_years = month <= 2 ? year - 1 : year;       // the year that began in March
  const std::int64_t leap_days = (of_years + 4) / 4 - 1;
  return kDaysTo2000 + 60 + 365 * of_years + leap_days + (153 * shifted + 2) / 5 + day - 1;
}
static_assert(days_since_1970(0, 1, 1) == 10957 && days_since_1970(0, 3, 1) == 10957 + 60);
static_assert(days_since_1970(26, 11, 22) == 20779 && days_since_1970(24, 2, 29) == 19782);

constexpr std::int64_t seconds_since_1970(const ClockReading& reading) {
  return ((days_since_1970(reading.year, reading.month, reading.day) * 24 + reading.hour) * 60 +
          reading.minute) *
             60 +
         reading.second;
}
