// A table of patterns, texts and matches; patterns that must be refused; then the words of a text
// of 100 KB counted.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "compiler.hpp"
#include "matcher.hpp"

namespace {

using programs::expect;

sip::Optional<regex::Match> search(sip::StringView pattern, sip::StringView text) {
  regex::Compiler compiler{sip::String(pattern)};
  const auto compiled = compiler.compile();
  expect(compiled.has_value(), pattern);
  return regex::Matcher(*compiled).search(text);
}
void finds(sip::StringView pattern, sip::StringView text, std::size_t from, std::size_t length) {
  const auto found = search(pattern, text);
  if (found) sip::log("{} found at {}, {}", pattern, (*found).from, (*found).length);
  expect(found == regex::Match{from, length}, pattern);
}
void finds_nothing(sip::StringView pattern, sip::StringView text) {
  expect(!search(pattern, text).has_value(), pattern);
}

void table() {
  finds("b", "abc", 1, 1);
  finds("", "abc", 0, 0);
  finds("a|bc", "xbc", 1, 2);
  finds("a*", "aaab", 0, 3);
  finds("a+", "baa", 1, 2);
  finds("ab?c", "xac", 1, 2);
  finds("(ab)+", "ababa", 0, 4);
  finds("(a|ab)(c|bcd)", "abcd", 0, 4);
  finds("a{2,3}", "aaaa", 0, 3);
  finds("a{2}", "caaa", 1, 2);
  finds("x{0,2}y", "xxxy", 1, 3);
  finds("(ab){2,}", "xababab", 1, 6);
  finds(".+c", "abcabc!", 0, 6);
  finds("^a.c$", "abc", 0, 3);
  finds("[a-c]+", "xxabcd", 2, 3);
  finds("[^a-c]+", "abxyz", 2, 3);
  finds("[]x]+", "a]x", 1, 2);
  finds("[\\d.]+", "pi 3.14!", 3, 4);
  finds("\\w+\\s\\d+", "see page 42.", 4, 7);
  finds("\\(\\*\\)", "f(*)", 1, 3);
  finds("(a*)*b", "aaaab", 0, 5);
  finds("(x+x+)+y", "xxxxxxxxxxy", 0, 11);
  finds_nothing("^b", "ab");
  finds_nothing("a.c", "a\nc");
  finds_nothing("b$", "bc");
  finds_nothing("(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  finds_nothing("[^\\w]", "abc");
}

void refused(sip::StringView pattern, std::size_t place) {
  regex::Compiler compiler{sip::String(pattern)};
  expect(!compiler.compile().has_value(), pattern);
  if (compiler.place() != place) sip::log("refused at {}", compiler.place());
  expect(compiler.place() == place, pattern);
}
void mistakes() {
  refused("(ab", 3);
  refused("ab)", 2);
  refused("*a", 0);
  refused("a|+", 2);
  refused("[ab", 3);
  refused("[b-a]", 4);
  refused("a{3,2}", 5);
  refused("a{,2}", 2);
  refused("a\\", 2);
  refused("(a{1000}){1000}", 15);
}

sip::String document() {
  sip::String text;
  programs::Random random(13);
  while (text.size() < 100'000) {
    const std::uint64_t kind = random.below(10), length = 2 + random.below(8);
    for (std::uint64_t i = 0; i < length; ++i)
      text.push_back(static_cast<char>((kind == 0 ? '0' : 'a') +
                                       static_cast<char>(random.below(kind == 0 ? 10 : 26))));
    if (kind == 1) text += "@mail.example";
    text.push_back(random.below(12) == 0 ? '\n' : ' ');
  }
  return text;
}

std::uint64_t workload(const sip::String& text) {
  std::uint64_t checksum = 0;
  for (int i = 0; i < 3; ++i) {
    regex::Compiler compiler{i == 0   ? sip::String("[a-z]+@[a-z]+\\.(com|example)")
                             : i == 1 ? sip::String("\\d{3,5}\\s")
                                      : sip::String("(th|qu|sh)[aeiou]+\\w*")};
    regex::Matcher matcher(compiler.compile().value());
    for (auto found = matcher.search(text); found;
         found = matcher.search(text, (*found).from + (*found).length))
      checksum = programs::mixed(checksum, (*found).from * 100 + (*found).length);
  }
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  table();
  mistakes();
  const sip::String text = document();
  programs::measure(3, [&] { return workload(text); });
  sip::log("all right");
  return 0;
}
