// The printer: the shortest text, without spaces, that reads as the same value.
#pragma once
#include <manifest.hpp>

#include "number.hpp"
#include "value.hpp"

namespace json {

inline void print_text(const sip::String& value, sip::String& out) {
  const sip::StringView digits = "0123456789abcdef";
  const sip::StringView letters = "bfnrt", meanings = "\b\f\n\r\t";
  out.push_back('"');
  for (const char character : value) {
    const auto code = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out.push_back('\\');
      out.push_back(character);
    } else if (code >= 0x20) {
      out.push_back(character);
    } else if (const std::size_t place = meanings.find(character); place != sip::StringView::npos) {
      out.push_back('\\');
      out.push_back(letters[place]);
    } else {
      out += "\\u00";
      out.push_back(digits[code >> 4]);
      out.push_back(digits[code & 15]);
    }
  }
  out.push_back('"');
}

inline void print(const Value& value, sip::String& out) {
  switch (value.kind) {
    case Kind::kNull:
      out += "null";
      break;
    case Kind::kBoolean:
      out += value.boolean ? sip::StringView("true") : sip::StringView("false");
      break;
    case Kind::kNumber:
      append_number(out, value.number);
      break;
    case Kind::kText:
      print_text(value.text, out);
      break;
    case Kind::kArray:
      out.push_back('[');
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out.push_back(',');
        print(value.items[i], out);
      }
      out.push_back(']');
      break;
    case Kind::kObject:
      out.push_back('{');
      for (std::size_t i = 0; i < value.members.size(); ++i) {
        if (i > 0) out.push_back(',');
        print_text(value.members[i].name, out);
        out.push_back(':');
        print(value.members[i].value, out);
      }
      out.push_back('}');
      break;
  }
}

}  // namespace json
