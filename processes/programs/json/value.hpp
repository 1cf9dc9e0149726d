// A JSON value: what kind it is, and that kind's content. Objects keep their members in order.
#pragma once
#include <manifest.hpp>

namespace json {

enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kText, kArray, kObject };

struct Member;

struct Value {
  Kind kind = Kind::kNull;
  bool boolean = false;
  double number = 0;
  sip::String text;
  sip::Vector<Value> items;
  sip::Vector<Member> members;

  static Value of_boolean(bool boolean) {
    Value value;
    value.kind = Kind::kBoolean;
    value.boolean = boolean;
    return value;
  }
  static Value of_number(double number) {
    Value value;
    value.kind = Kind::kNumber;
    value.number = number;
    return value;
  }
  static Value of_text(sip::String text) {
    Value value;
    value.kind = Kind::kText;
    value.text = std::move(text);
    return value;
  }
};

struct Member {
  sip::String name;
  Value value;
};

}  // namespace json
