// The verifier believes one decoder, Zydis. Here LLVM's, which nothing else of layer 3 knows, looks
// at the same bytes: whatever the allow-list accepts must be one instruction of the same length to
// both, or two readings of one text would exist.
#include <llvm/MC/MCAsmInfo.h>
#include <llvm/MC/MCContext.h>
#include <llvm/MC/MCDisassembler/MCDisassembler.h>
#include <llvm/MC/MCInst.h>
#include <llvm/MC/MCRegisterInfo.h>
#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/MCTargetOptions.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>

#include <catch2/catch.hpp>
#include <random>

#include "machine/instruction.hpp"

namespace {

class LlvmDecoder {
 public:
  LlvmDecoder() {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86Disassembler();
    const std::string triple = "x86_64-unknown-none-elf";
    std::string error;
    const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, error);
    registers_.reset(target->createMCRegInfo(triple));
    assembler_.reset(target->createMCAsmInfo(*registers_, triple, {}));
    subtarget_.reset(target->createMCSubtargetInfo(triple, "x86-64", ""));
    context_ = std::make_unique<llvm::MCContext>(llvm::Triple(triple), assembler_.get(),
                                                 registers_.get(), subtarget_.get());
    disassembler_.reset(target->createMCDisassembler(*subtarget_, *context_));
  }

  // Length with prefixes, which LLVM reports as instructions of their own; 0 when it is none.
  std::uint64_t length(llvm::ArrayRef<std::uint8_t> bytes, std::uint64_t expected) const {
    std::uint64_t done = 0;
    while (done < expected) {
      llvm::MCInst instruction;
      std::uint64_t size = 0;
      if (disassembler_->getInstruction(instruction, size, bytes.slice(done), 0, llvm::nulls()) !=
          llvm::MCDisassembler::Success)
        return 0;
      if (done != 0 && !only_prefixes(bytes.slice(0, done))) return done;
      done += size;
    }
    return done;
  }

 private:
  static bool only_prefixes(llvm::ArrayRef<std::uint8_t> bytes) {
    constexpr std::string_view kPrefixes("\xf0\xf2\xf3\x66\x67\x2e\x65", 7);
    return std::ranges::all_of(bytes, [&](std::uint8_t byte) {
      return kPrefixes.find(static_cast<char>(byte)) != std::string_view::npos;
    });
  }

  std::unique_ptr<llvm::MCRegisterInfo> registers_;
  std::unique_ptr<llvm::MCAsmInfo> assembler_;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget_;
  std::unique_ptr<llvm::MCContext> context_;
  std::unique_ptr<llvm::MCDisassembler> disassembler_;
};

// Random bytes, often behind a prefix or the two-byte escape, so that rare forms come up.
std::array<std::uint8_t, 16> random_code(std::mt19937& random) {
  constexpr std::uint8_t kStarts[] = {0x66, 0xf2, 0xf3, 0xf0, 0x48, 0x4c,
                                      0x0f, 0x67, 0x65, 0x2e, 0x41, 0x40};
  std::array<std::uint8_t, 16> code{};
  for (std::uint8_t& byte : code) byte = static_cast<std::uint8_t>(random());
  const std::size_t starts = random() % 4;
  for (std::size_t i = 0; i < starts; ++i) code[i] = kStarts[random() % std::size(kStarts)];
  return code;
}

}  // namespace

TEST_CASE("what the allow-list accepts has one length to both decoders") {
  const LlvmDecoder llvm_decoder;
  const verifier::InstructionDecoder decoder;
  const verifier::ProgramParts program{};
  std::mt19937 random(20261121);
  unsigned accepted = 0;
  for (unsigned i = 0; i < 2000000; ++i) {
    const auto code = random_code(random);
    verifier::Instruction instruction{};
    verifier::Report report;
    if (!decoder.decode(verifier::View(code), 0, 0x1000, instruction) ||
        !verifier::check_form(program, instruction, report))
      continue;
    ++accepted;
    const std::uint64_t length = llvm_decoder.length(code, instruction.decoded.length);
    if (length == instruction.decoded.length) continue;
    FAIL_CHECK(
        instruction.name() << " has " << unsigned{instruction.decoded.length} << " bytes to Zydis, "
                           << length << " to LLVM: "
                           << verifier::to_hex(std::span(code).first(instruction.decoded.length)));
  }
  CHECK(accepted > 500000);
}
