// The derivation over a whole module: from the entry through every call, each analysed once for
// each world that it means something different in. It accepts only what it understands.
#pragma once
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/Module.h>

#include <set>
#include <unordered_map>

#include "bitcode/bitcode.hpp"
#include "bitcode/flow/world.hpp"
#include "bitcode/protocol/conversation.hpp"

namespace verifier::flow {

class Analysis {
 public:
  // Without `rights` conversations are not followed.
  Analysis(const llvm::Module& module, const Rights* rights, std::vector<BitcodeFinding>& findings);
  // Findings BV0420 to BV0446.
  void run();

  // For the runs of functions.
  Summary call(const llvm::Function& function, const World& world, const llvm::Instruction& at);
  void report(unsigned number, const llvm::Instruction& at, const std::string& detail);
  // Of what may only not be known yet: told if it is so once nothing new is learned.
  void report_if_last(unsigned number, const llvm::Instruction& at, const std::string& detail);
  ObjectId global(const llvm::GlobalVariable& variable);
  [[nodiscard]] const Object& global(ObjectId id) const {
    return globals_[static_cast<std::size_t>(id - kFirstGlobal)];
  }
  [[nodiscard]] const llvm::DataLayout& layout() const { return layout_; }
  // Whether a primitive that the function calls wants the parameter to be a constant.
  [[nodiscard]] bool wants_constant(const llvm::Function& function, unsigned index) const {
    return wanted_.contains({&function, index});
  }
  // One instruction more; false when the module is too complex to be followed.
  bool spend_step() { return ++steps_ < kMostSteps; }
  // Collected memory: one object stands for all elements that are made at that place.
  ObjectId collected(const llvm::Instruction& at, std::uint32_t size, bool holds_links);
  void write_collected(ObjectId id, std::uint32_t offset, const std::vector<Segment>& pieces,
                       std::uint32_t size);
  // A byte of some literal.
  ObjectId literal_byte();
  // What a gate's threads may start with; false if it is no closure of that gate.
  bool add_closure(std::uint64_t gate, const Object& closure, const std::vector<Token>& tokens);
  // Where a handle was made: the instruction and the calls around it, up to a few. `inner`: the
  // origin in the callee, or kPrimitive and which handle of a primitive it is.
  static constexpr std::uint64_t kPrimitive = std::uint64_t{1} << 32;
  std::uint32_t origin(std::uint64_t inner, const llvm::Instruction& at);
  // protocol/: what the program may say, and where endpoints in cells of an origin may stand.
  [[nodiscard]] const Rights* rights() const { return rights_; }
  void put_into_cell(std::uint32_t origin, const Standings& standings);
  [[nodiscard]] Standings standings_in_cell(std::uint32_t origin) const;
  Value constant(const llvm::Constant& constant, const llvm::Instruction* at);
  void write_constant(Content& content, std::uint64_t offset, const llvm::Constant& constant,
                      const llvm::Instruction* at);

 private:
  static constexpr std::uint64_t kMostSteps = 20'000'000;
  static constexpr unsigned kDeepest = 200;

  static constexpr unsigned kMostRounds = 30;
  static constexpr unsigned kDeepestOrigin = 5;

  struct Entry {
    bool done = false, asked_again = false;
    unsigned depth = 0;
    Summary summary;
  };

  void find_wanted_constants();
  void run_once();
  void run_gates(const llvm::Function& entry);
  Summary run_until_stable(const llvm::Function& function, const World& world, Entry& entry);

  const llvm::Module& module_;
  const llvm::DataLayout& layout_;
  const Rights* rights_;
  std::vector<BitcodeFinding>& findings_;
  std::set<std::pair<unsigned, const llvm::Instruction*>> reported_;
  std::map<std::pair<unsigned, const llvm::Instruction*>, std::string> doubtful_;
  struct Origin {
    unsigned depth = 0;
    Standings standings;
  };
  std::vector<Origin> origins_;
  std::map<std::pair<std::uint64_t, const llvm::Instruction*>, std::uint32_t> origin_ids_;
  Standings standings_anywhere_;
  std::unordered_map<const llvm::GlobalVariable*, ObjectId> global_ids_;
  std::vector<Object> globals_;
  std::map<std::tuple<const llvm::Instruction*, std::uint32_t, bool>, ObjectId> collected_;
  ObjectId literal_byte_ = -1;
  bool learned_ = false;  // something new about collected memory or a thread's closure
  std::set<std::pair<const llvm::Function*, unsigned>> wanted_;
  std::unordered_map<const llvm::Function*, std::unordered_map<std::string, Entry>> known_;
  struct Closure {
    Object object;
    std::vector<Token> tokens;
  };
  std::map<std::uint64_t, Closure> closures_;
  std::uint64_t steps_ = 0;
  unsigned depth_ = 0;
  unsigned lowest_asked_ = ~0U;
};

}  // namespace verifier::flow
