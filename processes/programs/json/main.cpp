// JSON against texts that must be read, texts that must be refused at a certain place, and what
// printing makes of them; then a document of some 200 KB read and printed.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "parser.hpp"
#include "printer.hpp"

namespace {

using programs::expect;

void becomes(sip::StringView text, sip::StringView wanted) {
  json::Parser parser{sip::String(text)};
  const auto value = parser.parse();
  expect(value.has_value(), text);
  sip::String printed;
  json::print(*value, printed);
  if (!(printed == wanted)) sip::log("printed: {}", printed.view());
  expect(printed == wanted, text);
}

void refused(sip::StringView text, json::Mistake mistake, std::size_t line, std::size_t column) {
  json::Parser parser{sip::String(text)};
  expect(!parser.parse().has_value(), text);
  const json::Error error = parser.error();
  if (error.line != line || error.column != column)
    sip::log("refused at {}:{}", error.line, error.column);
  expect(error.mistake == mistake && error.line == line && error.column == column, text);
}

void accepted_texts() {
  becomes(" null ", "null");
  becomes("[true, false,\n null]", "[true,false,null]");
  becomes("{}", "{}");
  becomes("[[], [[]], {}]", "[[],[[]],{}]");
  becomes("{\"a\": 1, \"b\": {\"c\": [2]}}", "{\"a\":1,\"b\":{\"c\":[2]}}");
  becomes("[0, -0.5, 10, 1e3, 12.25e-2, 123456789012]", "[0,-0.5,10,1000,0.1225,123456789012]");
  becomes("[0.1, 3.14159, 1e300, -2.5e-300, 1e15]", "[0.1,3.14159,1e300,-2.5e-300,1e15]");
  becomes("\"tab \\t quote \\\" slash \\/\"", "\"tab \\t quote \\\" slash /\"");
  becomes("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"", "\"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"");
  becomes("\"\\u0001\"", "\"\\u0001\"");
}

void refused_texts() {
  using enum json::Mistake;
  refused("", kUnexpectedEnd, 1, 1);
  refused("[1,]", kUnexpectedCharacter, 1, 4);
  refused("[1 2]", kUnexpectedCharacter, 1, 4);
  refused("{\"a\" 1}", kUnexpectedCharacter, 1, 6);
  refused("{a: 1}", kUnexpectedCharacter, 1, 2);
  refused("[1,\n 2,\n x]", kUnexpectedCharacter, 3, 2);
  refused("01", kBadNumber, 1, 2);
  refused("1.", kBadNumber, 1, 3);
  refused("1e", kBadNumber, 1, 3);
  refused("-", kUnexpectedEnd, 1, 2);
  refused("tru", kUnexpectedEnd, 1, 4);
  refused("\"abc", kUnexpectedEnd, 1, 5);
  refused("\"\\x\"", kBadEscape, 1, 3);
  refused("\"\\ud800\"", kBadEscape, 1, 8);
  refused("\"\\udc00\"", kBadEscape, 1, 8);
  refused("\"a\nb\"", kControlCharacter, 1, 3);
  refused("1 1", kTrailingText, 1, 3);
  refused(sip::String(std::size_t{200}, '[').view(), kTooDeep, 1, 102);
}

sip::String document() {
  sip::String text = "[";
  for (std::uint64_t i = 0; i < 2000; ++i) {
    if (i > 0) text += ",\n";
    text += "{\"id\": ";
    json::append_integer(text, i);
    text += ", \"name\": \"entry \\u00e9 ";
    json::append_integer(text, i * 7919);
    text += "\", \"ratio\": ";
    json::append_number(text, static_cast<double>(i) / 8);
    text += ", \"tags\": [true, null, \"x\"], \"at\": {\"x\": -1.5e3, \"y\": 42}}";
  }
  text += "]";
  return text;
}

std::uint64_t workload(const sip::String& text) {
  json::Parser parser{text};
  const auto value = parser.parse();
  sip::String printed;
  json::print(*value, printed);
  std::uint64_t checksum = 0;
  for (const char character : printed)
    checksum = programs::mixed(checksum, static_cast<unsigned char>(character));
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  accepted_texts();
  refused_texts();
  const sip::String text = document();
  programs::measure(3, [&] { return workload(text); });
  sip::log("all right");
  return 0;
}
