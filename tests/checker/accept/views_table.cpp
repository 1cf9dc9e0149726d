// constants that name things
#include <sip/core.hpp>
enum class Level { kDebug, kInfo, kError };
constexpr sip::StringView kUnknown = "unknown";
constexpr sip::StringView name_of(Level level) {
  switch (level) {
    case Level::kDebug: return "debug";
    case Level::kInfo: return "info";
    case Level::kError: return "error";
  }
}
sip::StringView name_of_code(int code) { return code >= 0 && code < 3 ? sip::StringView("known") : kUnknown; }
void f(Level level) {
  sip::log(name_of(level));
  sip::log(name_of_code(7));
}
