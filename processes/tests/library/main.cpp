// The library's values and algorithms, each against what it must give. docs/library.md shows parts
// of this file. Exit code 0: all did.
#include <manifest.hpp>

namespace {

void expect(bool right, sip::StringView what) {
  if (!right) {
    sip::log("wrong: {}", what);
    sip::exit(1);
  }
}

// example: format
struct Point {
  int x = 0, y = 0;
  sip::String to_string() const { return sip::format("({}, {})", x, y); }
};

void formats() {
  expect(sip::format("{} and {}", 1, sip::StringView("text")) == "1 and text", "placeholders");
  expect(sip::format("[{:5}] [{:05}] [{:x}]", 42, -42, 255) == "[   42] [-0042] [ff]", "numbers");
  expect(sip::format("{} {:.2} {}", 0.1, 2.0 / 3, 1e300) == "0.1 0.67 1e300", "fractions");
  expect(sip::format("{}", Point{3, -4}) == "(3, -4)", "a type of its own");
}
// example: end

void more_formats() {
  expect(sip::format("{} {} {}", 123456.789, 1e-7, -0.5) == "123456.789 1e-7 -0.5",
         "more fractions");
  expect(
      sip::format("{:4}|{:x}", sip::String("ab"), std::uint64_t{0} - 1) == "ab  |ffffffffffffffff",
      "text and large numbers");
  expect(sip::format("{} {{ }} {:z}", true) == "true {{ }} {:z}", "braces");
  sip::Line line;
  sip::format_to(line, "{:3}{}", 7, sip::StringView("x"));
  expect(line.view() == "  7x", "a line");
}

// example: result
enum class Mistake { kNone, kNotANumber, kTooLarge };

sip::Result<int, Mistake> percent(sip::StringView text) {
  const sip::Optional<int> number = sip::parse<int>(text);
  if (!number) return sip::Failure(Mistake::kNotANumber);
  if (*number > 100) return sip::Failure(Mistake::kTooLarge);
  return *number;
}

sip::Result<sip::String, Mistake> rest_of(sip::StringView text) {
  TRY(const int used, percent(text));
  return sip::format("{} % are left", 100 - used);
}
// example: end

void results() {
  expect(rest_of("30").value() == "70 % are left", "a result's value");
  expect(rest_of("x").error() == Mistake::kNotANumber, "an error handed on");
  expect(percent("101").error() == Mistake::kTooLarge && percent("7").value_or(0) == 7, "errors");
}

// example: variant
using Shape = sip::Variant<double, Point, sip::String>;

sip::String describe(const Shape& shape) {
  return shape.visit([](const double& radius) { return sip::format("circle of {}", radius); },
                     [](const Point& corner) { return sip::format("box to {}", corner); },
                     [](const sip::String& name) { return name; });
}
// example: end

void variants() {
  sip::Vector<Shape> shapes;
  shapes.push_back(1.5);
  shapes.push_back(Point{2, 3});
  shapes.push_back(sip::String("blob"));
  expect(describe(shapes[0]) == "circle of 1.5" && describe(shapes[1]) == "box to (2, 3)" &&
             describe(shapes[2]) == "blob",
         "what a visit gives");
  shapes[0] = sip::String("other");
  expect(shapes[0].holds<sip::String>() && shapes[0].get<sip::String>() == "other",
         "a new content");
}

// example: sort
struct Word {
  sip::String text;
  int count = 0;
};

sip::Vector<Word> by_count(sip::StringView text) {
  sip::HashMap<sip::String, int> counts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = sip::min(text.find(' ', from), text.size());
    ++counts[text.substr(from, end - from)];
    from = end + 1;
  }
  sip::Vector<Word> words;
  for (const auto& [word, count] : counts) words.push_back(Word{word, count});
  sip::sort(words, [](const Word& left, const Word& right) {
    return left.count != right.count ? left.count > right.count : left.text < right.text;
  });
  return words;
}
// example: end

void algorithms() {
  const auto words = by_count("a rose is a rose is a rose not a dog");
  expect(words.size() == 5 && words[0].text == "a" && words[0].count == 4 &&
             words[1].text == "rose" && words[4].text == "not",
         "words by their count");
  sip::Random random(7);
  for (const std::size_t size : sip::Vector<std::size_t>::of(0u, 1u, 2u, 17u, 1000u, 5000u)) {
    sip::Vector<std::uint64_t> numbers;
    for (std::size_t i = 0; i < size; ++i) numbers.push_back(random.below(size));
    sip::sort(numbers);
    for (std::size_t i = 1; i < size; ++i) expect(numbers[i - 1] <= numbers[i], "sorted numbers");
  }
  sip::Vector<int> rising;
  for (int i = 0; i < 1000; ++i) rising.push_back(i / 2);
  sip::sort(rising);
  sip::reverse(rising);
  sip::sort(rising, [](int left, int right) { return left < right; });
  expect(rising[0] == 0 && rising[999] == 499 && sip::lower_bound(rising, 250) == 500 &&
             sip::binary_search(rising, 499) && !sip::binary_search(rising, 500),
         "sorted again");
  sip::Array<int, 5> few;
  sip::fill(few, 3);
  few[2] = 9;
  expect(sip::find(few, 9) == 2 && sip::find(few, 4) == 5 && sip::max(2, 7) == 7 &&
             sip::clamp(11, 0, 10) == 10,
         "small algorithms");
}

void numbers() {
  expect(sip::parse<int>("-2147483648").value_or(0) == -2147483647 - 1, "the least number");
  expect(!sip::parse<int>("2147483648") && !sip::parse<int>("") && !sip::parse<int>("-") &&
             !sip::parse<std::uint8_t>("256") && !sip::parse<unsigned>("-1"),
         "what is no number");
  expect(sip::parse<std::uint64_t>("18446744073709551615").value_or(0) == std::uint64_t{0} - 1,
         "the largest number");
  expect(sip::parse<double>("-12.5e2").value_or(0) == -1250.0 && !sip::parse<double>("1.2.3"),
         "fractions");
}

void views() {
  const sip::String text = "first second third";
  sip::Vector<sip::String> words;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = sip::min(text.find(' ', from), text.size());
    words.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  expect(words.size() == 3 && words[2] == "third" && text.view().starts_with("first"), "words");
  sip::Vector<int> numbers = sip::Vector<int>::of(5, 4, 3, 2, 1);
  for (int& number : numbers.subspan(1, 3)) number = 0;
  const sip::Span<const int> view = numbers;
  expect(view[0] == 5 && view[1] == 0 && view.last(1)[0] == 1, "a part of a vector");
}

void arithmetic() {
  expect(sip::sqrt(2.25) == 1.5 && sip::fabs(-2.5) == 2.5 && sip::sqrt(-1) != sip::sqrt(-1),
         "roots and sizes");
  const auto point = sip::make_gc<Point>();
  point->x = 3;
  expect(point->x == 3 && point->to_string() == "(3, 0)", "an arrow");
}

void optionals() {
  sip::Optional<sip::String> name;
  expect(!name.has_value() && name.value_or("none") == "none", "an empty optional");
  name.emplace("some");
  expect(name.transform([](const sip::String& text) { return text.size(); }).value() == 4 &&
             name.take() == "some" && !name.has_value(),
         "a full one");
}

}  // namespace

int sip_main(manifest::Start) {
  formats();
  more_formats();
  results();
  variants();
  algorithms();
  numbers();
  views();
  arithmetic();
  optionals();
  sip::log("the library works");
  return 0;
}
