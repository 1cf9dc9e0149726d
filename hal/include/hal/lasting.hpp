// Views of memory that is there until power-off: the image, the kernel's tables, literals. Such a
// view may be kept in a record, which the checker's kernel profile forbids for others. Only trusted
// code makes one out of anything but another one, or a literal.
#pragma once
#include <span>
#include <string_view>

namespace hal {
namespace detail {
struct LastingMaker;
}

template <class T>
class [[clang::annotate("sip::lasting")]] Lasting : public std::span<T> {
 public:
  Lasting() = default;
  Lasting subspan(std::size_t from, std::size_t count = std::dynamic_extent) const {
    return Lasting(std::span<T>::subspan(from, count));
  }
  Lasting first(std::size_t count) const { return subspan(0, count); }
  operator Lasting<const T>() const
    requires(!std::is_const_v<T>)
  {
    return Lasting<const T>(std::span<const T>(*this));
  }

 private:
  template <class>
  friend class Lasting;
  friend struct detail::LastingMaker;
  explicit Lasting(std::span<T> memory) : std::span<T>(memory) {}
};

class [[clang::annotate("sip::lasting")]] LastingText : public std::string_view {
 public:
  LastingText() = default;
  template <std::size_t Bytes>
  consteval LastingText(const char (&literal)[Bytes]) : std::string_view(literal) {}
  LastingText substr(std::size_t from, std::size_t count = npos) const {
    return LastingText(std::string_view::substr(from, count));
  }

 private:
  friend struct detail::LastingMaker;
  explicit LastingText(std::string_view text) : std::string_view(text) {}
};

namespace detail {
// SAFETY: whoever calls this knows that the memory is never given back or used for anything else;
// the checker refuses the name outside of trusted code.
struct LastingMaker {
  template <class T>
  static Lasting<T> of(std::span<T> memory) {
    return Lasting<T>(memory);
  }
  static LastingText of_text(std::string_view text) { return LastingText(text); }
};
}  // namespace detail

}  // namespace hal
