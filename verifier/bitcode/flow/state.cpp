// Joining states, and giving handles away.
#include "bitcode/flow/state.hpp"

#include <algorithm>

namespace verifier::flow {

Content& Object::writable() {
  if (content.use_count() != 1) content = std::make_shared<Content>(*content);
  return *content;
}

bool Object::operator==(const Object& other) const {
  const bool same_content =
      content == other.content || (content && other.content && *content == *other.content);
  return same_content && life == other.life && is_constant == other.is_constant &&
         is_shared == other.is_shared && alignment == other.alignment && cell == other.cell;
}

// Whoever else still holds it holds something dead: a copy, or what was not zeroed.
void State::spend(TokenId id) {
  const auto place = std::ranges::lower_bound(spent, id);
  if (place == spent.end() || *place != id) spent.insert(place, id);
  Token& token = tokens[static_cast<std::size_t>(id)];
  if (token.many) return;
  token.live = false;
  token.standings.clear();
  for_each_value([id](Value& value) {
    for (TokenRef& reference : value.tokens) {
      if (reference.id == id) reference = {id, true, {}};
    }
  });
}

void State::stand(TokenId id, const Standings& standings) {
  tokens[static_cast<std::size_t>(id)].standings = standings;
  for_each_value([&](Value& value) {
    for (TokenRef& reference : value.tokens) {
      if (reference.id == id && !reference.dead) reference.standings = standings;
    }
  });
}

void State::forget_message(TokenId id) {
  for_each_value([id](Value& value) {
    if (value.tag_of == id) value = Value::of(kPlain);
  });
}

std::vector<std::uint64_t> State::holdings(Detail detail) const {
  std::vector<std::uint64_t> held;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool concerned = detail == Detail::kPlaces || tokens[i].kind == Kind::endpoint;
    if (concerned && tokens[i].live && !tokens[i].many) held.push_back(i);
  }
  if (held.empty() || detail == Detail::kEndpoints) return held;
  std::vector<std::uint64_t> places;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (!objects[i].content) continue;
    for (const Segment& segment : objects[i].content->segments()) {
      for (const TokenRef& token : segment.value.tokens) {
        if (!token.dead && std::ranges::binary_search(held, static_cast<std::uint64_t>(token.id)))
          places.insert(places.end(),
                        {static_cast<std::uint64_t>(token.id), i << 32 | segment.offset});
      }
    }
  }
  held.insert(held.end(), places.begin(), places.end());
  return held;
}

bool join_object(Object& object, const Object& other) {
  if (other.life == Life::kAbsent || object == other) return false;
  if (object.life == Life::kAbsent) {
    object = other;
    return true;
  }
  bool changed = false;
  if (other.life == Life::kEnded && object.life != Life::kEnded) {
    object.life = Life::kEnded;
    changed = true;
  }
  if (object.content != other.content && object.content && other.content &&
      !(*object.content == *other.content)) {
    Content joined = *object.content;
    if (joined.size() == other.content->size() && joined.join_with(*other.content)) {
      object.content = std::make_shared<Content>(std::move(joined));
      changed = true;
    }
  }
  return changed;
}

namespace {

bool join_token(Token& token, const Token& other) {
  if (!other.made) return false;
  if (!token.made) {
    token = other;
    return true;
  }
  Token joined = token;
  joined.many = token.many || other.many;
  joined.live = token.live || other.live;
  joined.strayed = token.strayed || other.strayed;
  joined.units = std::max(token.units, other.units);
  joined.touched = token.touched || other.touched;
  if (token.origin != other.origin) joined.origin = 0;
  joined.standings = union_of(token.standings, other.standings);
  if (joined == token) return false;
  token = joined;
  return true;
}

}  // namespace

bool join_into(State& state, const State& arriving) {
  if (!state.reached) {
    state = arriving;
    return arriving.reached;
  }
  std::optional<State> renamed;
  const State* aligned = &arriving;
  bool changed = align_endpoints(state, aligned, renamed);
  const State& other = *aligned;
  if (state.objects.size() < other.objects.size()) state.objects.resize(other.objects.size());
  for (std::size_t i = 0; i < other.objects.size(); ++i)
    changed = join_object(state.objects[i], other.objects[i]) || changed;
  const std::size_t known = std::min(state.tokens.size(), other.tokens.size());
  for (std::size_t i = 0; i < known; ++i)
    changed = join_token(state.tokens[i], other.tokens[i]) || changed;
  for (std::size_t i = known; i < other.tokens.size(); ++i) state.tokens.push_back(other.tokens[i]);
  std::vector<TokenId> spent;
  std::ranges::set_union(state.spent, other.spent, std::back_inserter(spent));
  changed = changed || spent != state.spent;
  state.spent = std::move(spent);
  // What one side does not list is a plain number there.
  const auto join_value = [&](Value& value, const Value& with) {
    Value joined = join(value, with);
    if (joined == value) return;
    value = std::move(joined);
    changed = true;
  };
  static const Value kNumber = Value::of(kPlain);
  for (auto& [name, value] : state.values) {
    if (!other.values.contains(name)) join_value(value, kNumber);
  }
  for (const auto& [name, value] : other.values)
    join_value(state.values.try_emplace(name, kNumber).first->second, value);
  return changed;
}

void append_key(std::string& key, const Object& object) {
  key.push_back(static_cast<char>(object.life));
  key.push_back(static_cast<char>((object.is_constant ? 1 : 0) | (object.is_shared ? 2 : 0) |
                                  (object.is_copy ? 4 : 0)));
  for (const std::uint32_t number :
       {object.alignment, static_cast<std::uint32_t>(object.cell), object.size()})
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
  if (!object.content) return;
  for (const Segment& segment : object.content->segments()) {
    key.append(reinterpret_cast<const char*>(&segment.offset), 8);
    append_key(key, segment.value);
  }
}

void append_key(std::string& key, const Token& token) {
  key.push_back(static_cast<char>(token.kind));
  key.push_back(static_cast<char>((token.many ? 1 : 0) | (token.live ? 2 : 0) |
                                  (token.strayed ? 4 : 0) | (token.made ? 8 : 0)));
  key.push_back(static_cast<char>(token.units));
  key.append(reinterpret_cast<const char*>(&token.link), sizeof token.link);
  // Where others were made means nothing to a callee.
  if (token.kind == Kind::cell)
    key.append(reinterpret_cast<const char*>(&token.origin), sizeof token.origin);
  key.push_back(token.touched ? 1 : 0);
  append_key(key, token.standings);
  key.push_back(';');
}

}  // namespace verifier::flow
