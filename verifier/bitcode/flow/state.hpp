// The abstract state at one point of a function: what every object in reach may hold, which handles
// there are and how they stand, and the values that are neither plain numbers nor in memory.
#pragma once
#include <map>
#include <optional>

#include "bitcode/flow/content.hpp"
#include "bitcode/protocol/standing.hpp"

namespace llvm {
class Value;
}

namespace verifier::flow {

enum class Kind : std::uint8_t {
#define HANDLE_KIND(name, manner, meaning) name,
#include "bitcode/flow/typing.def"
};
constexpr std::uint64_t kind_bit(Kind kind) {
  return std::uint64_t{1} << static_cast<unsigned>(kind);
}

struct Token {
  bool made = false;  // on some path that leads here
  Kind kind{};
  bool many = false;      // more than one instance: made again in a loop while one was still held
  std::int8_t units = 1;  // of a counted one: how many holders at most, up to a few
  bool live = false;      // it has still to be given away, on some path that led here
  bool strayed = false;   // it may also lie where handles are not known one by one
  TokenId link = -1;      // the cell that a lock belongs to
  Standings standings;    // of an endpoint: where it may stand, whoever holds it
  bool touched = false;   // this function sent or received on it, or unpacked its message
  std::uint32_t origin = 0;  // where it was made (Analysis::origin)
  bool operator==(const Token&) const = default;
};

enum class Life : std::uint8_t { kAbsent, kAlive, kEnded };

struct Object {
  Life life = Life::kAbsent;
  bool is_constant = false;
  bool is_shared = false;    // threads or devices may change it: only numbers, never known
  bool is_summary = false;   // collected memory: one for all elements that are made in one place
  bool holds_links = false;  // of such memory: the collector follows what is in it
  bool is_copy = false;      // an argument passed by value: the callee's own
  std::uint32_t alignment = 1;
  TokenId cell = -1;  // whose content it is
  std::shared_ptr<Content> content;

  [[nodiscard]] std::uint32_t size() const { return content ? content->size() : 0; }
  // Its content for a change; copied if somebody else looks at it too.
  Content& writable();
  bool operator==(const Object& other) const;
};

struct State {
  bool reached = false;
  std::vector<Object> objects;
  std::vector<Token> tokens;
  std::size_t known_tokens = 0;  // the first ones: those that the caller knows
  std::vector<TokenId> spent;    // given away on some path that led here, sorted
  std::map<const llvm::Value*, Value> values;

  void spend(TokenId id);
  // Whoever holds the endpoint, it is in one of these now.
  void stand(TokenId id, const Standings& standings);
  // Copies of what the endpoint received last are only numbers from now on.
  void forget_message(TokenId id);
  // Which owners are still to be given away, and where they lie: paths on which that differs are
  // kept apart, since what code does with an owner depends on whether it still has it.
  enum class Detail : std::uint8_t { kPlaces, kEndpoints };
  [[nodiscard]] std::vector<std::uint64_t> holdings(Detail detail = Detail::kPlaces) const;
  // Applies `change` to every value in it.
  template <class Change>
  void for_each_value(Change&& change);
};

// Joins what arrives on another path; true if that changed anything.
bool join_into(State& state, const State& other);
// protocol/alignment.cpp: gives endpoints that stand for each other one name. True if
// `left` changed; `right` may be `renamed` then.
bool align_endpoints(State& left, const State*& right, std::optional<State>& renamed);
bool join_object(Object& object, const Object& other);
void append_key(std::string& key, const Object& object);
void append_key(std::string& key, const Token& token);

template <class Change>
void State::for_each_value(Change&& change) {
  for (auto& [name, value] : values) change(value);
  for (Object& object : objects) {
    if (!object.content) continue;
    bool concerned = false;
    for (const Segment& segment : object.content->segments()) {
      Value changed = segment.value;
      change(changed);
      concerned = concerned || !(changed == segment.value);
    }
    if (concerned) object.writable().for_each(change);
  }
}

}  // namespace verifier::flow
