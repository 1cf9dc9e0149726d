// The collected part of the library, each against a figure that only comes out right when it works.
// Exit code 0: all did.
#include <manifest.hpp>

namespace {

void expect(bool right, sip::StringView what) {
  if (!right) {
    sip::log("wrong: {}", what);
    sip::exit(1);
  }
}

void vectors() {
  sip::Vector<int> numbers;
  for (int i = 0; i < 1000; ++i) numbers.push_back(i);
  long sum = 0;
  for (const int number : numbers) sum += number;
  expect(sum == 499500 && numbers.size() == 1000, "the sum of a vector");
  const sip::Vector<int> copy = numbers;
  numbers.erase(0, 500);
  numbers.insert(1, 7);
  expect(numbers.size() == 501 && numbers[0] == 500 && numbers[1] == 7 && numbers[2] == 501,
         "erase and insert");
  expect(copy.size() == 1000 && copy[999] == 999, "a copy is a copy");
  numbers.push_back(numbers[0]);
  expect(numbers.back() == 500, "an element of its own pushed back");
  sip::Vector<sip::Vector<int>> rows;
  for (int i = 0; i < 20; ++i) rows.push_back(sip::Vector<int>(std::size_t{3}, i));
  expect(rows[19][2] == 19 && rows[0].size() == 3, "vectors in a vector");
}

void texts() {
  sip::String text = "collected";
  text += " memory";
  expect(text == "collected memory", "appended text");
  expect(text.substr_view(10) == "memory", "a part of a text");
  expect(text.find("mem") == 10 && text.find('z') == sip::String::npos, "find");
  const sip::String other = text + "!";
  expect(text < other && other.ends_with("!"), "order of texts");
  text += text;
  expect(text.size() == 32, "a text appended to itself");
}

struct Node {
  int value = 0;
  sip::Gc<Node> next;
};

void lists() {
  sip::Gc<Node> first;
  for (int i = 0; i < 1000; ++i) {
    auto node = sip::make_gc<Node>();
    (*node).value = i;
    (*node).next = first;
    first = node;
  }
  long sum = 0;
  for (sip::Gc<Node> at = first; at; at = (*at).next) sum += (*at).value;
  expect(sum == 499500, "the sum of a list");
}

void maps() {
  sip::HashMap<sip::String, int> words;
  for (int i = 0; i < 500; ++i) {
    sip::String word = "word";
    for (int rest = i; rest > 0; rest /= 10) word += static_cast<char>('0' + rest % 10);
    words[word] = i;
  }
  expect(words.size() == 500 && words.at("word321") == 123, "a map of words");
  expect(words.erase("word321") && !words.contains("word321") && words.size() == 499, "erase");
  expect(words.find("word1").value_or(0) == 1 && !words.find("nothing").has_value(),
         "find in a map");
  sip::HashMap<int, int> squares;
  for (int i = 0; i < 1000; ++i) squares[i] = i * i;
  for (int i = 0; i < 1000; i += 2) squares.erase(i);
  long sum = 0;
  for (const auto& [number, square] : squares) sum += square - number * number + 1;
  expect(sum == 500 && squares.at(31) == 961, "a map of numbers");
}

// 200 MB of pieces of several sizes, with 1 MB of them alive all the time.
void churn() {
  constexpr std::size_t kLive = 1'000'000, kChurned = 200'000'000;
  sip::Vector<sip::Vector<std::uint64_t>> live;
  const std::size_t pieces = kLive / 1000;
  live.resize(pieces);
  std::uint64_t random = 1, churned = 0;
  while (churned < kChurned) {
    random = random * 6364136223846793005 + 1442695040888963407;
    const std::size_t words = 60 + (random >> 33) % 130;  // 1000 bytes on average
    sip::Vector<std::uint64_t> piece(words);
    piece[0] = words;
    piece[words - 1] = words;
    live[(random >> 40) % pieces] = std::move(piece);
    churned += words * 8;
  }
  for (const auto& piece : live)
    expect(piece.empty() || (piece.front() == piece.size() && piece.back() == piece.size()),
           "a piece that was kept");
  const std::uint64_t heap = sip::collected_heap_bytes();
  sip::log("200 MB churned with 1 MB alive: {} KB of heap", heap / 1000);
  expect(heap < 4'000'000, "the heap's size after churning");
}

}  // namespace

int sip_main(manifest::Start) {
  vectors();
  texts();
  lists();
  maps();
  churn();
  sip::log("collected memory works");
  return 0;
}
