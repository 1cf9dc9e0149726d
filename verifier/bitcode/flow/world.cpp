// Keys and renumbering of worlds.
#include "bitcode/flow/world.hpp"

#include <algorithm>

namespace verifier::flow {
namespace {

void append_all(std::string& key, const std::vector<Object>& objects,
                const std::vector<Token>& tokens) {
  for (const Object& object : objects) append_key(key, object);
  for (const Token& token : tokens) append_key(key, token);
}

}  // namespace

std::string World::key() const {
  std::string key;
  for (const Value& value : arguments) append_key(key, value);
  append_all(key, objects, tokens);
  return key;
}

std::string Summary::key() const {
  std::string key;
  for (const Exit& exit : exits) {
    key.push_back('r');
    append_key(key, exit.result);
    append_all(key, exit.objects, exit.tokens);
    for (const TokenId token : exit.spent) key += std::to_string(token) + ",";
  }
  return key;
}

ObjectId Renumbering::object(ObjectId from) {
  if (from >= kFirstGlobal) return from;
  const auto [place, fresh] =
      object_numbers_.try_emplace(from, static_cast<ObjectId>(object_sources_.size()));
  if (fresh) object_sources_.push_back(from);
  return place->second;
}

TokenId Renumbering::token(TokenId from) {
  const auto [place, fresh] =
      token_numbers_.try_emplace(from, static_cast<TokenId>(token_sources_.size()));
  if (fresh) token_sources_.push_back(from);
  return place->second;
}

void Renumbering::value(Value& value) {
  for (Target& target : value.targets) target.object = object(target.object);
  for (TokenRef& reference : value.tokens) reference.id = token(reference.id);
  if (value.tag_of >= 0) value.tag_of = token(value.tag_of);
  if (value.none_of >= 0) value.none_of = token(value.none_of);
  std::ranges::sort(value.targets);
  std::ranges::sort(value.tokens);
}

}  // namespace verifier::flow
