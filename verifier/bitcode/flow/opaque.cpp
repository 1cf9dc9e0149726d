// Views, Buffers and References: objects whose words only primitives make and understand. What the
// derivation keeps of one is the brand of its first word and where that may lead.
#include <algorithm>

#include "bitcode/flow/run.hpp"

namespace verifier::flow {
namespace {

constexpr std::uint64_t words_of(std::uint16_t brand) {
  return brand == kText ? 2 : brand == kRow ? 3 : 1;
}

std::uint16_t brand_of(Term term) {
  switch (term) {
    case Term::kRow:
    case Term::kFlatRow:
    case Term::kGrow:
    case Term::kTake:
      return kRow;
    case Term::kMake:
    case Term::kCopy:
    case Term::kLink:
      return kLink;
    default:
      return kText;
  }
}

bool is_only(const Value& value, int bits) {
  return (value.bits & ~bits) == 0 && value.tokens.empty() && value.tag_of < 0;
}

}  // namespace

// The first word of the object in a parameter, if its words belong together.
std::optional<Value> Run::opaque_word(const llvm::CallInst& call, unsigned index,
                                      std::uint16_t brand) {
  const std::uint64_t size = 8 * words_of(brand);
  std::optional<Value> all;
  for (const Target& target :
       places(value_of(*call.getArgOperand(index), call), size, 8, call, false)) {
    Content object(static_cast<std::uint32_t>(size), Value::of(kUninit));
    object.write(0, static_cast<std::uint32_t>(size), slice({target}, size));
    settle(object);
    const Value word = object.read(0, 8);
    bool good = is_only(word, brand | kZero) && word.has(brand | kZero);
    for (std::uint32_t i = 1; i < words_of(brand); ++i) {
      const Value length = object.read(8 * i, 8);
      good = good && is_only(length, kLength | kZero) && length.has(kLength | kZero);
    }
    if (!good) {
      report(
          426, call,
          "parameter " + std::to_string(index) +
              (brand == kText ? " is not a view that a literal or a primitive made"
                              : " is not a reference into collected memory that a primitive made"));
      return std::nullopt;
    }
    all = all ? join(*all, word) : word;
  }
  return all;
}

void Run::put_opaque(const llvm::CallInst& call, unsigned index, const Value& word) {
  const std::uint16_t brand = word.has(kRow) ? kRow : word.has(kLink) ? kLink : kText;
  // Whether it was a Buffer or a View that is empty now, only the parameter says.
  const std::uint64_t size =
      8 * words_of(word.has(kRow | kLink | kText) ? brand : std::uint16_t{kLink});
  std::vector<Segment> pieces{{0, 8, word}};
  for (std::uint32_t offset = 8; offset < size; offset += 8)
    pieces.push_back({offset, 8, Value::of(kLength)});
  const std::vector<Target> where =
      places(value_of(*call.getArgOperand(index), call), size, 8, call, true);
  write(where, size, pieces, call);
}

void Run::use_opaque(const llvm::CallInst& call, unsigned index, const Parameter& parameter) {
  const std::uint16_t brand = brand_of(parameter.term);
  switch (parameter.term) {
    case Term::kSame:
    case Term::kSpan:
    case Term::kPart:
      return make_view(call, index, parameter);
    case Term::kTake:
    case Term::kCopy: {
      auto word = opaque_word(call, static_cast<unsigned>(parameter.source), brand);
      if (!word) return;
      word->bits |= brand;
      put_opaque(call, index, *word);
      if (parameter.term == Term::kTake) {
        const auto source = static_cast<unsigned>(parameter.source);
        const Value from = value_of(*call.getArgOperand(source), call);
        if (!(from == value_of(*call.getArgOperand(index), call)))
          write(places(from, 24, 8, call, true), 24, Value::of(kZero), call);
      }
      return;
    }
    case Term::kMake: {
      Value word = Value::of(kLink);
      make_collected(call, parameter, word);
      return put_opaque(call, index, word);
    }
    default:
      break;
  }
  auto word = opaque_word(call, index, brand);
  if (!word) return;
  if (brand == kText) return check_view(call, *word, parameter);
  check_row(call, *word, parameter);
  if (parameter.term != Term::kGrow) return;
  if (word->has(kZero) || word->targets.empty()) make_collected(call, parameter, *word);
  word->bits = kRow;
  put_opaque(call, index, *word);
}

// Each use tells the size of the elements: it must be the one that they have.
void Run::check_view(const llvm::CallInst& call, const Value& word, const Parameter& parameter) {
  const auto size = parameter.term == Term::kText ? std::optional<std::uint64_t>(1)
                    : parameter.sized             ? amount(parameter.amount, call)
                                                  : std::optional<std::uint64_t>(0);
  if (!size) return;
  const bool flat = parameter.term == Term::kText || parameter.term == Term::kFlatView;
  for (const Target& target : word.targets) {
    const Object* object = look_at(target.object);
    if (object == nullptr || object->life != Life::kAlive) {
      report(423, call, "a view of a variable whose life has ended");
      continue;
    }
    const std::uint64_t room = object->size() - static_cast<std::uint64_t>(target.offset);
    const bool fits =
        target.count == 0 ? *size <= 1 || *size == object->size() : *size * target.count <= room;
    if (!fits) report(426, call, "a view is used as one of larger elements");
    if (!flat) continue;
    for (const Segment& segment : object->content->segments()) {
      if (segment.value.is_pointer() && !object->is_shared)
        report(424, call, "the bytes of an address are looked at");
    }
  }
}

void Run::check_row(const llvm::CallInst& call, const Value& word, const Parameter& parameter) {
  if (!parameter.sized) return;
  const auto size = amount(parameter.amount, call);
  if (!size) return;
  const auto content = parameter.term == Term::kGrow ? amount(parameter.content, call) : 1;
  if (!content) return;
  for (const Target& target : word.targets) {
    const Object& object = *look_at(target.object);
    const bool flat_wanted = parameter.term == Term::kFlatRow;
    const bool same_content =
        parameter.term != Term::kGrow || (*content == 0) == object.holds_links;
    if (object.size() != *size || !same_content || (flat_wanted && object.holds_links))
      report(426, call, "collected memory is used as one of other elements");
  }
}

void Run::make_collected(const llvm::CallInst& call, const Parameter& parameter, Value& word) {
  const auto size = amount(parameter.amount, call), content = amount(parameter.content, call);
  if (!size || !content || *size == 0) return;
  const ObjectId id = analysis_.collected(call, static_cast<std::uint32_t>(*size), *content == 0);
  word = join(word, Value::pointer({id, 0, 0, 0, 0}));
}

void Run::make_view(const llvm::CallInst& call, unsigned index, const Parameter& parameter) {
  const auto source = static_cast<unsigned>(parameter.source);
  Value word;
  if (parameter.term == Term::kSpan) {
    const auto count = amount(parameter.amount, call);
    if (!count || *count == 0) return;
    word = value_of(*call.getArgOperand(source), call);
    for (Target& target : word.targets) {
      if (!target.is_exact()) report(432, call, "a view of an array in an element of an array");
      target.count = static_cast<std::uint32_t>(*count);
      const Object* object = look_at(target.object);
      const bool inside = object != nullptr && target.offset >= 0 &&
                          static_cast<std::uint64_t>(target.offset) + *count <= object->size();
      if (!inside) report(426, call, "a view of more elements than there are");
    }
  } else {
    const auto known = opaque_word(call, source, parameter.term == Term::kPart ? kRow : kText);
    if (!known) return;
    word = *known;
  }
  word.bits = kText;
  put_opaque(call, index, word);
}

// An element of what a parameter leads to; none if it is empty for sure.
std::optional<Value> Run::place_in(const llvm::CallInst& call, const Rule& rule) {
  const auto index = static_cast<unsigned>(rule.result.parameter);
  const Parameter& parameter = rule.parameters[index];
  const std::uint16_t brand = brand_of(parameter.term);
  const auto word = opaque_word(call, index, brand);
  if (!word) return Value::of(kUninit);
  const auto size =
      parameter.sized ? amount(parameter.amount, call) : std::optional<std::uint64_t>(0);
  if (!size) return Value::of(kUninit);
  Value result;
  for (Target target : word->targets) {
    if (target.count == 0) {
      target.count = 1;
    } else {
      target.stride = static_cast<std::uint32_t>(*size);
    }
    result.targets.push_back(target);
  }
  std::ranges::sort(result.targets);
  if (result.targets.empty()) return std::nullopt;
  return result;
}

}  // namespace verifier::flow
