// Joining values, and writing them into the keys of the memory of analysed calls.
#include "bitcode/flow/value.hpp"

#include <algorithm>

namespace verifier::flow {
namespace {

template <class Element>
std::vector<Element> set_union_of(const std::vector<Element>& left,
                                  const std::vector<Element>& right) {
  if (left == right || right.empty()) return left;
  std::vector<Element> both;
  std::ranges::set_union(left, right, std::back_inserter(both));
  return both;
}

// A handle that is dead on one path is dead.
std::vector<TokenRef> tokens_of(const std::vector<TokenRef>& left,
                                const std::vector<TokenRef>& right) {
  std::vector<TokenRef> both = set_union_of(left, right);
  for (std::size_t i = 1; i < both.size(); ++i) {
    if (both[i].id == both[i - 1].id) {
      both[i - 1].dead = both[i - 1].dead || both[i].dead;
      both[i - 1].standings =
          both[i - 1].dead ? Standings{} : union_of(both[i - 1].standings, both[i].standings);
      both.erase(both.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
  return both;
}

template <class Number>
void append(std::string& key, Number number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

void append_key(std::string& key, const Standings& standings) {
  append(key, static_cast<std::uint16_t>(standings.size()));
  for (const Standing& standing : standings) {
    append(key, standing.arrived);
    append(key, standing.contract);
    append(key, standing.state);
    key.push_back(standing.exporter ? 1 : 0);
  }
}

Value join(const Value& left, const Value& right) {
  if (left == right) return left;
  Value value;
  value.bits = left.bits | right.bits;
  value.kinds = left.kinds | right.kinds;
  value.targets = set_union_of(left.targets, right.targets);
  value.tokens = tokens_of(left.tokens, right.tokens);
  value.tag_of = left.tag_of == right.tag_of ? left.tag_of : -1;
  value.emptied = left.emptied | right.emptied;
  value.as_before = left.as_before && right.as_before;
  if (left.none_when == right.none_when && left.none_of == right.none_of) {
    value.none_of = left.none_of;
    value.none_when = left.none_when;
  }
  if (value.tag_of != left.tag_of || value.tag_of != right.tag_of) value.bits |= kPlain;
  const bool two = left.has(kConstant) && right.has(kConstant) && left.constant != right.constant;
  const bool mixed = value.has(kConstant) && value.bits != kConstant;
  if (two || mixed) value.bits = static_cast<std::uint16_t>((value.bits & ~kConstant) | kPlain);
  if (value.has(kConstant)) value.constant = left.has(kConstant) ? left.constant : right.constant;
  // A length that may be another number is no length; a number that may be 0 is a number.
  if (value.has(kLength) && (value.bits & ~(kLength | kZero)) != 0)
    value.bits = static_cast<std::uint16_t>((value.bits & ~kLength) | kPlain);
  if (value.has(kPlain) && value.tokens.empty() && !value.is_pointer())
    value.bits &= static_cast<std::uint16_t>(~kZero);
  if (!value.has(kZero)) value.emptied = 0;
  return value;
}

Value part_of(const Value& value) {
  if (value.is_splittable()) return value;
  Value part = Value::of(value.bits & (kUninit | kPlain | kZero | kForeign));
  part.kinds = 0;
  if (value.is_pointer()) part.bits |= kUninit;
  if (value.has(kConstant | kLength) || !value.tokens.empty() || value.tag_of >= 0 ||
      value.none_of >= 0)
    part.bits |= kPlain;
  return part;
}

void append_key(std::string& key, const Value& value) {
  append(key, value.bits);
  if (value.has(kConstant)) append(key, value.constant);
  append(key, value.kinds);
  append(key, value.emptied);
  append(key, value.tag_of);
  append(key, value.none_of);
  key.push_back(value.as_before ? 1 : 0);
  if (value.none_of >= 0) key.push_back(value.none_when ? 1 : 0);
  append(key, static_cast<std::uint16_t>(value.targets.size()));
  for (const Target& target : value.targets) {
    append(key, target.object);
    append(key, target.offset);
    append(key, target.count);
    append(key, target.stride);
    append(key, target.inner);
  }
  append(key, static_cast<std::uint16_t>(value.tokens.size()));
  for (const TokenRef& token : value.tokens) {
    append(key, token.id);
    key.push_back(token.dead ? 1 : 0);
    append_key(key, token.standings);
  }
}

}  // namespace verifier::flow
