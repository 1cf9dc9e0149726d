// One function in one world: the states of its blocks up to a fixed point, and what it leaves.
#pragma once
#include <optional>
#include <set>

#include "bitcode/flow/analysis.hpp"
#include "bitcode/flow/rules.hpp"

namespace verifier::flow {

class Run {
 public:
  Run(Analysis& analysis, const llvm::Function& function, const World& world);
  Summary execute();

 private:
  using Instruction = llvm::Instruction;

  // run.cpp: blocks and their ends.
  // Paths on which the selectors have different values, or owners stand differently, are kept
  // apart.
  using Place = std::pair<const llvm::BasicBlock*, std::vector<std::uint64_t>>;
  void find_selectors();
  Place place_of(const llvm::BasicBlock& block, const State& state);
  void run_block(const Place& place);
  std::vector<State> after(const Instruction& instruction, std::vector<State> before);
  void pass_to(const llvm::BasicBlock& from, const llvm::BasicBlock& to, const State& state);
  void finish(const llvm::Instruction& end);
  void leave(const llvm::ReturnInst& end);
  [[nodiscard]] bool is_local(ObjectId id) const;
  void refuse_locals_that_leave(const llvm::ReturnInst& end, Value* result);
  Summary summarise();

  // owners.cpp: what becomes of owners.
  std::vector<Segment> emptying(const std::vector<Target>& where,
                                std::vector<Segment> pieces) const;
  bool refuse_emptied(const llvm::CallInst& call, const Value& value, std::uint64_t kinds);
  void watch_tokens();
  void refuse_sure_failure(const Instruction& decision, const llvm::BasicBlock& next);
  void find_lost(const Instruction& at, const Value* result = nullptr);
  void lose_track(const std::vector<Segment>& pieces);
  [[nodiscard]] Value asked_for_none(const llvm::ICmpInst& compare, const Value& first,
                                     const Value& second);
  static Value passed_on(const Instruction& instruction, const Value& condition);
  State knowing(const Value& condition, bool is_true) const;

  // step.cpp: one instruction. False: the path ends here.
  bool step(const Instruction& instruction);
  Value value_of(const llvm::Value& operand, const Instruction& at);
  void define(const Instruction& instruction, Value value);
  Value arithmetic(const Instruction& instruction);
  Value select(const llvm::SelectInst& select);
  Value number(const llvm::Value& operand, const Instruction& at);
  void advance(const llvm::GetElementPtrInst& step);

  // access.cpp: memory.
  const Object* look_at(ObjectId id) const;
  Object& change(ObjectId id) { return state_.objects[static_cast<std::size_t>(id)]; }
  // The places that an access of `size` bytes through `pointer` may reach; what is refused is left
  // out.
  std::vector<Target> places(const Value& pointer, std::uint64_t size, std::uint64_t alignment,
                             const Instruction& at, bool for_write);
  Value read(const std::vector<Target>& places, std::uint64_t size) const;
  std::vector<Segment> slice(const std::vector<Target>& places, std::uint64_t size) const;
  void write(const std::vector<Target>& places, std::uint64_t size,
             const std::vector<Segment>& pieces, const Instruction& at);
  void write(const std::vector<Target>& places, std::uint64_t size, const Value& value,
             const Instruction& at) {
    write(places, size, {{0, static_cast<std::uint32_t>(size), value}}, at);
  }
  void write_collected(const Target& target, std::uint32_t size, const std::vector<Segment>& pieces,
                       const Instruction& at);
  void check_alignment(llvm::Type* type, llvm::Align alignment, const Instruction& at);
  void load(const llvm::LoadInst& load);
  void store(const llvm::StoreInst& store);
  void transfer(const llvm::MemIntrinsic& transfer);
  void begin_or_end_life(const llvm::CallInst& call, bool begins);
  Value foreign(const Value& value) const;  // without the identity of handles

  // calls.cpp
  bool call(const llvm::CallInst& call);
  bool intrinsic(const llvm::CallInst& call, unsigned id);
  bool call_function(const llvm::CallInst& call, const llvm::Function& callee);
  void check_result(llvm::AttributeSet promises, const llvm::Value& operand, const Value& value,
                    const Instruction& at);
  void check_alone(const llvm::CallInst& call, unsigned index);
  void check_promises(const llvm::CallInst& call, unsigned index, const Value& value);
  void take_over(const llvm::CallInst& call, const Exit& exit, const Renumbering& numbers,
                 std::size_t known_objects, std::size_t known_tokens);
  void settle(Content& content) const;
  void settle_views(const std::vector<Target>& where);

  // primitives.cpp
  bool call_primitive(const llvm::CallInst& call, const llvm::Function& callee);
  std::optional<std::uint64_t> amount(const Amount& amount, const llvm::CallInst& call);
  void check_parameter(const llvm::CallInst& call, unsigned index, const Parameter& parameter);
  void use_handle(const llvm::CallInst& call, const Value& value, const Parameter& parameter);
  void use_token(const llvm::CallInst& call, TokenRef token, const Parameter& parameter);
  void use_memory(const llvm::CallInst& call, unsigned index, const Parameter& parameter);
  void give_away(const std::vector<Target>& places, std::uint64_t size, const llvm::CallInst& call);
  void move_closure(const std::vector<Target>& places, std::uint64_t size,
                    const llvm::CallInst& call);
  // opaque.cpp: views and collected memory, whose words only primitives make.
  void use_opaque(const llvm::CallInst& call, unsigned index, const Parameter& parameter);
  std::optional<Value> opaque_word(const llvm::CallInst& call, unsigned index, std::uint16_t brand);
  void put_opaque(const llvm::CallInst& call, unsigned index, const Value& word);
  void check_view(const llvm::CallInst& call, const Value& word, const Parameter& parameter);
  void check_row(const llvm::CallInst& call, const Value& word, const Parameter& parameter);
  void make_collected(const llvm::CallInst& call, const Parameter& parameter, Value& word);
  void make_view(const llvm::CallInst& call, unsigned index, const Parameter& parameter);
  std::optional<Value> place_in(const llvm::CallInst& call, const Rule& rule);
  [[nodiscard]] bool is_in_cell(const Value& value) const;
  void check_first(const llvm::CallInst& call, const Value& value, std::uint64_t bytes);
  Value result_of(const llvm::CallInst& call, const Rule& rule);

  // protocol/: each call on an endpoint against the automaton of its contract.
  struct Holders {
    std::vector<TokenRef> tokens;  // that the call may be on
    bool only = false;             // on just that one instance
    bool any = true;               // false: no path that is known yet gives one
  };
  bool converse(const llvm::CallInst& call, std::string_view primitive, Value& result);
  std::optional<std::uint64_t> known_number(const llvm::CallInst& call, unsigned index);
  Holders holders_of(const llvm::CallInst& call);
  template <class Step>
  bool advance(const llvm::CallInst& call, const Holders& holders, Step&& step);
  bool send(const llvm::CallInst& call);
  bool receive(const llvm::CallInst& call, unsigned buffer, Value& result);
  void begin_channel(const llvm::CallInst& call);
  void begin_start_endpoint(const llvm::CallInst& call, Value& result);
  void begin(TokenId id, const Standing& standing);
  void gather_standings(const std::vector<TokenId>& sources, std::vector<Token>& tokens);
  void check_rights(const llvm::CallInst& call, std::string_view primitive);
  void check_message(const llvm::CallInst& call, const Conversation& conversation,
                     std::uint32_t number);
  void check_owner(const llvm::CallInst& call, const ConversationMessage& message,
                   const MessageOwner& owner, const Value& word);
  std::optional<TokenId> message_at(const llvm::CallInst& call, unsigned index,
                                    std::uint64_t bytes);
  const ConversationMessage* arrived_message(const llvm::CallInst& call, TokenId endpoint);
  void unpack(const llvm::CallInst& call);
  std::optional<State> after_arrival(TokenId endpoint, const std::vector<std::int32_t>& numbers,
                                     bool is_one) const;
  bool branch_on_arrival(const llvm::BranchInst& branch);
  bool switch_on_arrival(const llvm::SwitchInst& choice);
  void put_into_cell(const Object& cell, const std::vector<Segment>& pieces);
  void keep_in_cell(const llvm::CallInst& call);
  void take_kept(Value& result);
  void take_from_cell(const llvm::LoadInst& load, const std::vector<Target>& places, Value& value);

  // New objects and handles get numbers that depend on where they are made.
  ObjectId object_made_at(const Instruction& at, unsigned ordinal);
  TokenId make_token(const Instruction& at, std::uint64_t ordinal, Token token);
  void forget_object(ObjectId id);

  void report(unsigned number, const Instruction& at, const std::string& detail) {
    analysis_.report(number, at, detail);
  }

  // loops.cpp: a loop that initialises an array walks its elements with a pointer.
  struct ArrayLoop {
    std::uint32_t count, stride;
    bool quiet;  // nothing in it reads, so that all elements are written at once
  };
  void find_array_loops();

  Analysis& analysis_;
  const llvm::Function& function_;
  const World& world_;
  State state_;  // at the instruction that is being looked at
  std::map<Place, State> begins_;
  std::unordered_map<const llvm::BasicBlock*, unsigned> variants_, visits_, order_;
  std::set<std::pair<unsigned, Place>> waiting_;
  std::vector<const Instruction*> selectors_;
  std::map<std::pair<const Instruction*, unsigned>, ObjectId> made_objects_;
  std::map<std::pair<const Instruction*, std::uint64_t>, TokenId> made_tokens_;
  std::unordered_map<const Instruction*, ArrayLoop> array_loops_;  // by phi and by step
  std::size_t next_object_ = 0, next_token_ = 0;
  bool in_array_loop_ = false;
  std::vector<bool> watched_;  // of the caller's handles: that lie in its objects alone
  std::vector<State> forks_;   // the other ways in which the call that was just made may return
  std::map<std::vector<std::uint64_t>, State> left_;  // what returns leave, by its holdings
};

}  // namespace verifier::flow
