// level sdk
#include <sip/core.hpp>
namespace sip {
template <class F> [[clang::annotate("sip::branches")]] auto visit(F f) { return f(detail::hidden_function(1)); }
[[noreturn]] inline void stop(StringView text) { panic(text); }
template <class T> constexpr bool kSmall = __is_trivially_copyable(T);
}
