// Calls, their memory, and where the derivation begins.
#include "bitcode/flow/analysis.hpp"

#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/DebugInfoMetadata.h>

#include "bitcode/flow/rules.hpp"
#include "bitcode/flow/run.hpp"

namespace verifier::flow {

Analysis::Analysis(const llvm::Module& module, const Rights* rights,
                   std::vector<BitcodeFinding>& findings)
    : module_(module), layout_(module.getDataLayout()), rights_(rights), findings_(findings) {}

// What is in collected memory and in closures of threads is known only when everything that writes
// it was seen, so the whole is done again until nothing new is learned.
void Analysis::run() {
  find_wanted_constants();
  unsigned rounds = 0;
  do {
    learned_ = false;
    doubtful_.clear();
    known_.clear();
    run_once();
  } while (learned_ && ++rounds < kMostRounds);
  for (const auto& [what, detail] : doubtful_) report(what.first, *what.second, detail);
  const llvm::Function* entry = module_.getFunction("sip_main_entry");
  if (learned_ && entry != nullptr && !entry->isDeclaration())
    report(432, entry->getEntryBlock().front(), "what collected memory holds has no fixed point");
}

void Analysis::run_once() {
  const llvm::Function* entry = module_.getFunction("sip_main_entry");
  if (entry == nullptr || entry->isDeclaration() || entry->arg_size() != 0) return;
  (void)call(*entry, World{}, entry->getEntryBlock().front());
  const llvm::Function* threads = module_.getFunction("sip_thread_main");
  if (threads != nullptr && !threads->isDeclaration()) run_gates(*threads);
}

void Analysis::report(unsigned number, const llvm::Instruction& at, const std::string& detail) {
  if (!reported_.insert({number, &at}).second) return;
  std::string place = llvm::demangle(at.getFunction()->getName());
  if (const llvm::DILocation* location = at.getDebugLoc().get())
    place += ", line " + std::to_string(location->getLine());
  findings_.push_back({number, std::move(place), detail});
}

void Analysis::report_if_last(unsigned number, const llvm::Instruction& at,
                              const std::string& detail) {
  doubtful_.try_emplace({number, &at}, detail);
}

Summary Analysis::call(const llvm::Function& function, const World& world,
                       const llvm::Instruction& at) {
  if (depth_ >= kDeepest) {
    report(432, at, "calls are nested too deeply, or recursion passes ever new references");
    return {};
  }
  auto& entries = known_[&function];
  const std::string key = world.key();
  const auto [place, fresh] = entries.try_emplace(key);
  Entry& entry = place->second;
  if (!fresh) {
    if (!entry.done) {
      entry.asked_again = true;
      lowest_asked_ = std::min(lowest_asked_, entry.depth);
    }
    return entry.summary;
  }
  entry.depth = ++depth_;
  const unsigned asked_before = std::exchange(lowest_asked_, ~0U);
  Summary summary = run_until_stable(function, world, entry);
  const bool rests_on_others = lowest_asked_ < entry.depth;
  lowest_asked_ = std::min(asked_before, rests_on_others ? lowest_asked_ : ~0U);
  --depth_;
  // What rests on an unfinished recursion is found again when that is known better.
  if (rests_on_others)
    entries.erase(key);
  else
    entry.done = true;
  return summary;
}

Summary Analysis::run_until_stable(const llvm::Function& function, const World& world,
                                   Entry& entry) {
  for (unsigned round = 0; round < 100; ++round) {
    entry.asked_again = false;
    Summary summary = Run(*this, function, world).execute();
    if (!entry.asked_again || summary.key() == entry.summary.key()) {
      entry.summary = summary;
      return summary;
    }
    entry.summary = std::move(summary);
  }
  report(432, function.getEntryBlock().front(), "recursion has no fixed point");
  return entry.summary;
}

// Constants are followed into calls only where a rule needs them: a context for each constant
// would be far too many. Backwards from the primitives, through the variables of parameters.
void Analysis::find_wanted_constants() {
  const auto wants = [&](const llvm::Function& callee, unsigned index) {
    if (!callee.isDeclaration()) return wanted_.contains({&callee, index});
    const Rule* rule = find_rule(std::string_view(callee.getName()));
    return rule != nullptr && verifier::flow::wants_constant(*rule, index);
  };
  const auto source_of = [](const llvm::Value* value) -> const llvm::Argument* {
    if (const auto* argument = llvm::dyn_cast<llvm::Argument>(value)) return argument;
    const auto* load = llvm::dyn_cast<llvm::LoadInst>(value);
    if (load == nullptr || !llvm::isa<llvm::AllocaInst>(load->getPointerOperand())) return nullptr;
    for (const llvm::User* user : load->getPointerOperand()->users()) {
      const auto* store = llvm::dyn_cast<llvm::StoreInst>(user);
      if (store != nullptr && llvm::isa<llvm::Argument>(store->getValueOperand()))
        return llvm::cast<llvm::Argument>(store->getValueOperand());
    }
    return nullptr;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const llvm::Function& function : module_) {
      for (const llvm::BasicBlock& block : function) {
        for (const llvm::Instruction& instruction : block) {
          // A switch that knows no default is on an enum.
          const auto* choice = llvm::dyn_cast<llvm::SwitchInst>(&instruction);
          const llvm::Argument* chosen =
              choice == nullptr ? nullptr : source_of(choice->getCondition());
          if (chosen != nullptr && says_invalid(*choice->getDefaultDest()))
            changed = wanted_.insert({&function, chosen->getArgNo()}).second || changed;
          const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
          const llvm::Function* callee = call == nullptr ? nullptr : call->getCalledFunction();
          if (callee == nullptr || callee->isIntrinsic() || callee->arg_size() != call->arg_size())
            continue;
          for (unsigned i = 0; i < call->arg_size(); ++i) {
            if (!wants(*callee, i)) continue;
            const llvm::Argument* source = source_of(call->getArgOperand(i));
            if (source != nullptr)
              changed = wanted_.insert({&function, source->getArgNo()}).second || changed;
          }
        }
      }
    }
  }
}

}  // namespace verifier::flow
