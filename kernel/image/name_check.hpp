// Zero-padded names in records: at least one character, printable, nothing after the padding
// starts.
#pragma once
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "base/trusted/view.hpp"

namespace kernel {

inline std::string_view padded_name(Bytes field) {
  return name_text(as_characters(field));
}

inline bool is_padded_name(Bytes field) {
  const std::string_view name = padded_name(field);
  if (name.empty() || name.size() == field.size() || !all_zero(field.subspan(name.size())))
    return false;
  for (const char character : name) {
    if (character <= ' ' || character > '~') return false;
  }
  return true;
}

}  // namespace kernel
