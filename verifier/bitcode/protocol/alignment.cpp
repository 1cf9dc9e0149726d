// Names of endpoints where paths join. If a variable holds one endpoint on one path and another on
// the other path, where the first is gone, both get one name: what follows is the same for both.
// Names mean nothing by themselves, except that the caller knows some.
#include <algorithm>

#include "bitcode/flow/state.hpp"

namespace verifier::flow {
namespace {

// The one live endpoint that the value may be, or -1.
TokenId only_endpoint(const State& state, const Value& value) {
  TokenId found = -1;
  for (const TokenRef& reference : value.tokens) {
    if (reference.dead) continue;
    if (found >= 0) return -1;
    found = reference.id;
  }
  const bool endpoint = found >= 0 &&
                        state.tokens[static_cast<std::size_t>(found)].kind == Kind::endpoint &&
                        !state.tokens[static_cast<std::size_t>(found)].many;
  return endpoint ? found : -1;
}

bool is_held(const State& state, TokenId id) {
  const auto holds = [id](const Value& value) {
    return std::ranges::any_of(value.tokens, [id](const TokenRef& reference) {
      return reference.id == id && !reference.dead;
    });
  };
  for (const auto& [name, value] : state.values) {
    if (holds(value)) return true;
  }
  return std::ranges::any_of(state.objects, [&](const Object& object) {
    return object.content &&
           std::ranges::any_of(object.content->segments(),
                               [&](const Segment& segment) { return holds(segment.value); });
  });
}

// Whether `old` may be called `name` there: the caller does not know it, and `name` means nothing
// any more.
bool may_rename(const State& state, TokenId old, TokenId name) {
  const auto known_tokens = static_cast<TokenId>(state.known_tokens);
  if (old < known_tokens) return false;
  if (name < known_tokens && !std::ranges::binary_search(state.spent, name)) return false;
  return !is_held(state, name);
}

void exchange_names(State& state, TokenId one, TokenId other) {
  const auto most = static_cast<std::size_t>(std::max(one, other));
  if (state.tokens.size() <= most) state.tokens.resize(most + 1);
  std::swap(state.tokens[static_cast<std::size_t>(one)],
            state.tokens[static_cast<std::size_t>(other)]);
  const auto renamed = [&](TokenId id) { return id == one ? other : id == other ? one : id; };
  state.for_each_value([&](Value& value) {
    if (value.tag_of >= 0) value.tag_of = renamed(value.tag_of);
    if (value.none_of >= 0) value.none_of = renamed(value.none_of);
    for (TokenRef& reference : value.tokens) reference.id = renamed(reference.id);
    std::ranges::sort(value.tokens);
  });
}

struct Pair {
  TokenId left = -1, right = -1;
};

Pair pair_of(const State& left, const Value& one, const State& right, const Value& other) {
  const Pair pair{only_endpoint(left, one), only_endpoint(right, other)};
  return pair.left != pair.right && pair.left >= 0 && pair.right >= 0 ? pair : Pair{};
}

std::vector<Pair> pairs_of(const State& left, const State& right) {
  std::vector<Pair> pairs;
  const auto compare = [&](const Value& one, const Value& other) {
    const Pair pair = pair_of(left, one, right, other);
    if (pair.left >= 0) pairs.push_back(pair);
  };
  for (const auto& [name, value] : left.values) {
    const auto found = right.values.find(name);
    if (found != right.values.end()) compare(value, found->second);
  }
  const std::size_t known = std::min(left.objects.size(), right.objects.size());
  for (std::size_t i = 0; i < known; ++i) {
    const auto& one = left.objects[i].content;
    const auto& other = right.objects[i].content;
    if (one == other || !one || !other) continue;
    for (const Segment& segment : one->segments()) {
      if (segment.value.tokens.empty()) continue;
      const auto like =
          std::ranges::lower_bound(other->segments(), segment.offset, {}, &Segment::offset);
      if (like != other->segments().end() && like->offset == segment.offset &&
          like->size == segment.size)
        compare(segment.value, like->value);
    }
  }
  return pairs;
}

}  // namespace

bool align_endpoints(State& left, const State*& right, std::optional<State>& renamed) {
  bool changed = false;
  std::vector<TokenId> done;
  for (const Pair& pair : pairs_of(left, *right)) {
    const auto is_done = [&](TokenId id) { return std::ranges::find(done, id) != done.end(); };
    if (is_done(pair.left) || is_done(pair.right)) continue;
    done.insert(done.end(), {pair.left, pair.right});
    if (may_rename(*right, pair.right, pair.left)) {
      if (!renamed) renamed = *right;
      right = &*renamed;
      exchange_names(*renamed, pair.left, pair.right);
    } else if (may_rename(left, pair.left, pair.right)) {
      exchange_names(left, pair.left, pair.right);
      changed = true;
    }
  }
  return changed;
}

}  // namespace verifier::flow
