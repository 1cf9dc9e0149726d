// What a callee can see of its caller's memory, in numbers of its own, so that calls that mean the
// same to the callee are analysed once. And what a call does to that world.
#pragma once
#include <map>
#include <string>

#include "bitcode/flow/state.hpp"

namespace llvm {
class BasicBlock;
}

namespace verifier::flow {

// The input of an analysed call: only what can be reached from the arguments.
struct World {
  std::vector<Value> arguments;
  std::vector<Object> objects;
  std::vector<Token> tokens;

  [[nodiscard]] std::string key() const;
};

// One way in which a call may return: the same objects and tokens as they are left, then new ones.
struct Exit {
  Value result = Value::of(kPlain);
  std::vector<Object> objects;
  std::vector<Token> tokens;
  std::vector<TokenId> spent;
};

// Its output: the ways to return that differ in what owners are left where; none if it never does.
struct Summary {
  std::vector<Exit> exits;

  [[nodiscard]] std::string key() const;
};

// Whether the block only says that a bool or enum has no such value, or that a place cannot be
// reached: a check by Clang's sanitizers that has failed (owners.cpp).
bool says_invalid(const llvm::BasicBlock& block);

// Numbers objects and tokens in the order in which they are first met.
class Renumbering {
 public:
  ObjectId object(ObjectId from);
  TokenId token(TokenId from);
  void value(Value& value);
  // An object that only the callee has: the copy of an argument passed by value.
  ObjectId add_copy() {
    object_sources_.push_back(-1);
    return static_cast<ObjectId>(object_sources_.size() - 1);
  }
  [[nodiscard]] const std::vector<ObjectId>& objects() const { return object_sources_; }
  [[nodiscard]] const std::vector<TokenId>& tokens() const { return token_sources_; }

 private:
  std::map<ObjectId, ObjectId> object_numbers_;
  std::map<TokenId, TokenId> token_numbers_;
  std::vector<ObjectId> object_sources_;
  std::vector<TokenId> token_sources_;
};

// Follows everything that can be reached from what `numbers` has met so far. `copies`: contents of
// copied arguments, by their new number. `simplify` is applied to each content first.
template <class Simplify>
void collect(const State& state, Renumbering& numbers, std::map<ObjectId, Object>& copies,
             std::vector<Object>& objects, std::vector<Token>& tokens, Simplify&& simplify) {
  for (std::size_t i = objects.size(); i < numbers.objects().size(); ++i) {
    const ObjectId source = numbers.objects()[i];
    Object object;  // stays absent if another exit alone has it
    if (source < 0)
      object = copies[static_cast<ObjectId>(i)];
    else if (static_cast<std::size_t>(source) < state.objects.size())
      object = state.objects[static_cast<std::size_t>(source)];
    object.is_copy = source < 0;
    if (object.content) {
      Content& content = object.writable();
      simplify(content);
      content.for_each([&](Value& value) { numbers.value(value); });
    }
    if (object.cell >= 0) object.cell = numbers.token(object.cell);
    objects.push_back(std::move(object));
  }
  for (std::size_t i = tokens.size(); i < numbers.tokens().size(); ++i) {
    const auto source = static_cast<std::size_t>(numbers.tokens()[i]);
    Token token = source < state.tokens.size() ? state.tokens[source] : Token{};
    if (token.link >= 0) token.link = numbers.token(token.link);
    tokens.push_back(std::move(token));
  }
}

}  // namespace verifier::flow
