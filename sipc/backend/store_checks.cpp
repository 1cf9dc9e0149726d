// The pass. Checks are written as assembly text, because the target's own opcodes are not in LLVM's
// installed headers. See store_checks.hpp.
#include "backend/store_checks.hpp"

#include <fmt/format.h>
#include <llvm/CodeGen/LivePhysRegs.h>
#include <llvm/CodeGen/MachineDominators.h>
#include <llvm/CodeGen/MachineInstrBuilder.h>
#include <llvm/CodeGen/MachineLoopInfo.h>
#include <llvm/CodeGen/TargetInstrInfo.h>
#include <llvm/CodeGen/TargetSubtargetInfo.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/MC/MCContext.h>

#include <optional>

#include "backend/store_address.hpp"

namespace sipc::backend {
namespace {

struct Spot {
  llvm::MachineBasicBlock* block;
  llvm::MachineBasicBlock::iterator before;
  StoreAddress address;  // as it is to be computed there
};

class StoreChecks : public llvm::MachineFunctionPass {
 public:
  static char ID;

  StoreChecks(std::string module, const StorePlan& plan, Accesses checked, Marks marks,
              Refusals& refusals)
      : MachineFunctionPass(ID),
        module_(std::move(module)),
        plan_(plan),
        loads_too_(checked == Accesses::kStoresAndLoads),
        marks_(marks),
        refusals_(refusals) {}

  bool runOnMachineFunction(llvm::MachineFunction& function) override {
    function_ = &function;
    loops_.reset();
    const std::vector<std::pair<std::uint32_t, llvm::MachineInstr*>> stores = number_stores();
    traps_.clear();
    bool changed = false;
    for (const auto& [number, store] : stores) {
      if (marks_ == Marks::kYes) mark(*store, number);
      const auto wanted = plan_.find(number);
      if (wanted == plan_.end()) continue;
      changed |= check(*store, number, wanted->second);
    }
    // The traps behind the last instruction, where nothing runs into them.
    for (const auto& [text, location] : traps_)
      add_assembly(function.back(), function.back().end(), text, location);
    return changed;
  }

 private:
  using Stores = std::vector<std::pair<std::uint32_t, llvm::MachineInstr*>>;

  Stores number_stores() {
    Stores stores;
    for (llvm::MachineBasicBlock& block : *function_) {
      for (llvm::MachineInstr& instruction : block) {
        const bool wanted = instruction.mayStore() || (loads_too_ && instruction.mayLoad());
        if (wanted && !instruction.isCall() && !instruction.isInlineAsm())
          stores.emplace_back(next_++, &instruction);
      }
    }
    return stores;
  }

  void mark(llvm::MachineInstr& store, std::uint32_t number) {
    llvm::MCContext& context = function_->getContext();
    store.setPreInstrSymbol(
        *function_, context.getOrCreateSymbol(fmt::format("{}{}.{}", kStoreMark, module_, number)));
  }

  bool check(llvm::MachineInstr& store, std::uint32_t number, Placement placement) {
    const auto address = address_of_store(store);
    if (!address) return refuse(store, "its address is not understood");
    const std::string label = fmt::format("{}.{}", module_, number);
    const bool done = check_address(store, *address, label, placement);
    const auto source = loads_too_ ? address_of_source(store) : std::nullopt;
    return (source && check_address(store, *source, label + ".source", placement)) || done;
  }

  bool check_address(llvm::MachineInstr& store, const StoreAddress& address,
                     const std::string& label, Placement placement) {
    std::optional<Spot> spot;
    if (placement == Placement::kBeforeLoop) spot = before_loop(store, address);
    if (!spot) spot = at_store(store, address);
    if (!spot) {
      refusals_.unsteady.insert(function_->getName().str());
      return false;
    }
    insert(*spot, label, scratch_for(*spot), store.getDebugLoc());
    return true;
  }

  bool refuse(const llvm::MachineInstr& store, const std::string& why) {
    Place place;
    if (const llvm::DebugLoc& at = store.getDebugLoc())
      place = {at->getFilename().str(), at->getLine(), at->getColumn()};
    refusals_.findings.push_back(
        {"BS0406", place,
         fmt::format("a store in {} cannot be checked: {}", function_->getName().str(), why),
         "report this as a defect of sipc; --redundant-checks=none leaves checks out"});
    return false;
  }

  // In the block that enters the loop, when the store runs each time that the loop is entered, with
  // an address that is known there.
  std::optional<Spot> before_loop(llvm::MachineInstr& store, StoreAddress address) {
    if (!loops_) {
      dominators_.emplace(*function_);
      loops_.emplace(*dominators_);
    }
    llvm::MachineBasicBlock* block = store.getParent();
    const llvm::MachineLoop* loop = loops_->getLoopFor(block);
    if (loop == nullptr || !runs_each_time(*loop, *block)) return std::nullopt;
    llvm::MachineBasicBlock* entering = loop->getLoopPredecessor();
    if (entering == nullptr || entering->succ_size() != 1) return std::nullopt;
    for (auto at = store.getReverseIterator(); ++at != block->instr_rend();) {
      if (at->isCall() || at->isInlineAsm() || !step_back(*at, address)) return std::nullopt;
    }
    if (!is_same_from(*loop, *block, address)) return std::nullopt;
    Spot spot{entering, entering->getFirstTerminator(), address};
    return flags_are_free(spot) ? std::optional(spot) : std::nullopt;
  }

  // No way round the loop, or out of it, but through the block.
  bool runs_each_time(const llvm::MachineLoop& loop, llvm::MachineBasicBlock& block) {
    llvm::SmallVector<llvm::MachineBasicBlock*, 8> ends;
    loop.getLoopLatches(ends);
    loop.getExitingBlocks(ends);
    return llvm::all_of(
        ends, [&](llvm::MachineBasicBlock* end) { return dominators_->dominates(&block, end); });
  }

  // From the loop's header to the block, nothing changes what the address is made of.
  static bool is_same_from(const llvm::MachineLoop& loop, llvm::MachineBasicBlock& block,
                           const StoreAddress& address) {
    llvm::SmallPtrSet<llvm::MachineBasicBlock*, 8> between{&block};
    llvm::SmallVector<llvm::MachineBasicBlock*, 8> waiting{&block};
    while (!waiting.empty()) {
      llvm::MachineBasicBlock* const at = waiting.pop_back_val();
      if (at == loop.getHeader()) continue;
      for (llvm::MachineBasicBlock* before : at->predecessors()) {
        if (between.insert(before).second) waiting.push_back(before);
      }
    }
    between.erase(&block);
    return llvm::all_of(between, [&](const llvm::MachineBasicBlock* at) {
      return llvm::all_of(*at, [&](const llvm::MachineInstr& instruction) {
        return !instruction.isCall() && !instruction.isInlineAsm() &&
               !changes(instruction, address);
      });
    });
  }

  // Directly in front of the store, or further up where the flags are not in use.
  std::optional<Spot> at_store(llvm::MachineInstr& store, StoreAddress address) {
    Spot spot{store.getParent(), store.getIterator(), address};
    while (!flags_are_free(spot)) {
      if (spot.before == spot.block->begin()) return std::nullopt;
      const llvm::MachineInstr& above = *std::prev(spot.before);
      if (above.isCall() || above.isInlineAsm() || !step_back(above, spot.address))
        return std::nullopt;
      --spot.before;
    }
    return spot;
  }

  void find_live(const Spot& spot, llvm::LivePhysRegs& live) const {
    live.init(*function_->getSubtarget().getRegisterInfo());
    live.addLiveOuts(*spot.block);
    for (auto at = spot.block->end(); at != spot.before;) live.stepBackward(*--at);
  }

  bool flags_are_free(const Spot& spot) const {
    llvm::LivePhysRegs live;
    find_live(spot, live);
    return !live.contains(register_named(*function_, "EFLAGS"));
  }

  // A register that is free there, or else one that the address does not need, to be saved.
  Scratch scratch_for(const Spot& spot) const {
    llvm::LivePhysRegs live;
    find_live(spot, live);
    Scratch saved{.name = {}, .is_saved = true};
    for (const char* name : {"RAX", "RCX", "RDX", "RSI", "RDI", "R8", "R9", "R10", "R11", "RBX",
                             "R12", "R13", "R14", "R15"}) {
      const llvm::MCPhysReg reg = register_named(*function_, name);
      if (live.available(function_->getRegInfo(), reg)) return {.name = name, .is_saved = false};
      if (saved.name.empty() && reg != spot.address.base && reg != spot.address.index)
        saved.name = name;
    }
    return saved;
  }

  void insert(const Spot& spot, const std::string& label, const Scratch& scratch,
              const llvm::DebugLoc& location) {
    add_assembly(
        *spot.block, spot.before,
        check_text(spot.address, scratch, label, *function_->getSubtarget().getRegisterInfo()),
        location);
    traps_.emplace_back(trap_text(scratch.name, label), location);
  }

  void add_assembly(llvm::MachineBasicBlock& block, llvm::MachineBasicBlock::iterator before,
                    const std::string& text, const llvm::DebugLoc& location) {
    const llvm::TargetInstrInfo& instructions = *function_->getSubtarget().getInstrInfo();
    llvm::BuildMI(block, before, location, instructions.get(llvm::TargetOpcode::INLINEASM))
        .addExternalSymbol(function_->createExternalSymbolName(text))
        .addImm(1);  // has side effects; AT&T's dialect
  }

  std::string module_;
  const StorePlan& plan_;
  bool loads_too_;
  Marks marks_;
  Refusals& refusals_;
  std::uint32_t next_ = 0;
  llvm::MachineFunction* function_ = nullptr;
  std::optional<llvm::MachineDominatorTree> dominators_;  // when they have been asked for
  std::optional<llvm::MachineLoopInfo> loops_;
  std::vector<std::pair<std::string, llvm::DebugLoc>> traps_;
};

char StoreChecks::ID = 0;

}  // namespace

llvm::MachineFunctionPass* make_store_checks(std::string module, const StorePlan& plan,
                                             Accesses checked, Marks marks, Refusals& refusals) {
  return new StoreChecks(std::move(module), plan, checked, marks, refusals);
}

}  // namespace sipc::backend
