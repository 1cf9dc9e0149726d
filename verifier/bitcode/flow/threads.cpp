// Threads: sip_thread_main gives each closure to the gate that sent it, and each gate runs with
// what any thread may have got.
#include "bitcode/flow/analysis.hpp"

namespace verifier::flow {
namespace {

const llvm::CallInst* call_of(const llvm::Instruction& instruction, llvm::StringRef name) {
  const auto* call = llvm::dyn_cast<llvm::CallInst>(&instruction);
  const bool named = call != nullptr && call->getCalledFunction() != nullptr &&
                     call->getCalledFunction()->getName() == name;
  return named ? call : nullptr;
}

// The gate that a case calls: with the closure, as the one who runs it, and nothing else.
const llvm::CallInst* gate_call(const llvm::BasicBlock& block, const llvm::CallInst& closure,
                                const llvm::BasicBlock& ended) {
  const auto* call = llvm::dyn_cast<llvm::CallInst>(&block.front());
  const auto* branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  const bool simple = block.size() == 2 && call != nullptr && branch != nullptr &&
                      branch->isUnconditional() && branch->getSuccessor(0) == &ended &&
                      call->getCalledFunction() != nullptr &&
                      !call->getCalledFunction()->isDeclaration() && call->arg_size() == 2;
  if (!simple || call->getArgOperand(0) != &closure) return nullptr;
  const auto* role = llvm::dyn_cast<llvm::ConstantInt>(call->getArgOperand(1));
  return role != nullptr && role->isOne() ? call : nullptr;
}

}  // namespace

bool Analysis::add_closure(std::uint64_t gate, const Object& closure,
                           const std::vector<Token>& tokens) {
  const auto [place, fresh] = closures_.try_emplace(gate, Closure{closure, tokens});
  learned_ = learned_ || fresh;
  for (Token& token : place->second.tokens) token.touched = false;
  if (fresh) return true;
  if (place->second.object.size() != closure.size()) return false;
  State known, other;
  known.reached = other.reached = true;
  known.objects = {place->second.object};
  known.tokens = place->second.tokens;
  other.objects = {closure};
  other.tokens = tokens;
  for (Token& token : other.tokens) token.touched = false;
  learned_ = join_into(known, other) || learned_;
  place->second = {known.objects[0], known.tokens};
  return true;
}

// Its form is fixed: the back end writes it. Anything else is refused.
void Analysis::run_gates(const llvm::Function& entry) {
  const llvm::BasicBlock& first = entry.getEntryBlock();
  const auto* choice = llvm::dyn_cast<llvm::SwitchInst>(first.getTerminator());
  const llvm::CallInst* closure = nullptr;
  const llvm::CallInst* number = nullptr;
  std::size_t calls = 0;
  for (const llvm::Instruction& instruction : first) {
    calls += llvm::isa<llvm::CallInst>(instruction) ? 1 : 0;
    if (const auto* call = call_of(instruction, "sip_thread_closure")) closure = call;
    if (const auto* call = call_of(instruction, "sip_thread_gate")) number = call;
  }
  if (choice == nullptr) {
    if (calls != 1 || call_of(first.front(), "llvm.trap") == nullptr)
      report(434, first.front(),
             "the entry of threads has another form than the back end gives it");
    return;
  }
  const llvm::BasicBlock& ended = *choice->getDefaultDest();
  const bool good =
      calls == 2 && closure != nullptr && number != nullptr &&
      closure->getArgOperand(0) == entry.getArg(0) && number->getArgOperand(0) == entry.getArg(0) &&
      choice->getCondition() == number && call_of(ended.front(), "sip_thread_exit") != nullptr;
  if (!good)
    return report(434, *choice, "the entry of threads has another form than the back end gives it");
  for (const auto& branch : choice->cases()) {
    const llvm::CallInst* call = gate_call(*branch.getCaseSuccessor(), *closure, ended);
    if (call == nullptr) {
      report(434, *choice, "a case does not hand the closure to a gate");
      continue;
    }
    const auto known = closures_.find(branch.getCaseValue()->getZExtValue());
    if (known == closures_.end()) continue;
    const World world{
        {Value::pointer({0}), Value::of(kPlain)}, {known->second.object}, known->second.tokens};
    (void)this->call(*call->getCalledFunction(), world, *call);
  }
}

}  // namespace verifier::flow
