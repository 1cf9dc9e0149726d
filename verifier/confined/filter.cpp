// A filter in the kernel's own bytecode (seccomp(2)): a list of calls, some of them with arguments
// that matter. Whatever is not listed ends the process by SIGSYS.
#include "confined/filter.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace verifier {
namespace {

constexpr std::uint32_t kLoadWord = BPF_LD | BPF_W | BPF_ABS;
constexpr std::uint32_t kNumber = offsetof(seccomp_data, nr);
constexpr std::uint32_t kArchitecture = offsetof(seccomp_data, arch);

constexpr std::uint32_t low_half_of(unsigned argument) {
  return static_cast<std::uint32_t>(offsetof(seccomp_data, args)) + 8 * argument;
}

// Memory, its return, and what ending and libc's allocator need. What none of these can do: open,
// connect, start, signal others, or make memory executable (mmap and mprotect are looked at below).
constexpr long kHarmless[] = {SYS_brk,       SYS_munmap,        SYS_mremap,        SYS_madvise,
                              SYS_futex,     SYS_exit,          SYS_exit_group,    SYS_rt_sigreturn,
                              SYS_getrandom, SYS_sched_yield,   SYS_clock_gettime, SYS_getpid,
                              SYS_gettid,    SYS_rt_sigprocmask};

// Each step either falls through to the next or, where it says so, over some of them.
class Program {
 public:
  void load(std::uint32_t offset) { add(kLoadWord, 0, 0, offset); }
  void allow() { add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW); }
  void end() { add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS); }
  void skip_unless_equal(std::uint32_t value, std::uint8_t steps) {
    add(BPF_JMP | BPF_JEQ | BPF_K, 0, steps, value);
  }
  // Two steps each: the process ends where the word loaded last is something else.
  void require_equal(std::uint32_t value) {
    add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, value);
    end();
  }
  void require_clear(std::uint32_t bits) {
    add(BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits);
    end();
  }
  void require_set(std::uint32_t bits) {
    add(BPF_JMP | BPF_JSET | BPF_K, 1, 0, bits);
    end();
  }
  [[nodiscard]] bool install() {
    const sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  }

 private:
  void add(std::uint32_t code, std::uint8_t yes, std::uint8_t no, std::uint32_t value) {
    code_.push_back({static_cast<std::uint16_t>(code), yes, no, value});
  }
  std::vector<sock_filter> code_;
};

void allow_writing(Program& program, int output) {
  program.skip_unless_equal(SYS_write, 6);
  program.load(low_half_of(0));
  program.skip_unless_equal(STDERR_FILENO, 1);  // which leads nowhere
  program.allow();
  program.require_equal(static_cast<std::uint32_t>(output));
  program.allow();
}

void allow_memory(Program& program) {
  program.skip_unless_equal(SYS_mprotect, 4);
  program.load(low_half_of(2));
  program.require_clear(PROT_EXEC);
  program.allow();
  program.skip_unless_equal(SYS_mmap, 7);
  program.load(low_half_of(2));
  program.require_clear(PROT_EXEC);
  program.load(low_half_of(3));
  program.require_set(MAP_ANONYMOUS);
  program.allow();
}

// abort() signals the thread that calls it.
void allow_abort(Program& program) {
  program.skip_unless_equal(SYS_tgkill, 4);
  program.load(low_half_of(0));
  program.require_equal(static_cast<std::uint32_t>(::getpid()));
  program.allow();
}

}  // namespace

bool allow_answering_only(int output) {
  constexpr std::uint32_t kX32Calls = 0x40000000;  // the same calls by other numbers
  Program program;
  program.load(kArchitecture);
  program.require_equal(AUDIT_ARCH_X86_64);
  program.load(kNumber);
  program.require_clear(kX32Calls);
  for (const long call : kHarmless) {
    program.skip_unless_equal(static_cast<std::uint32_t>(call), 1);
    program.allow();
  }
  allow_writing(program, output);
  allow_memory(program);
  allow_abort(program);
  program.end();
  return program.install();
}

}  // namespace verifier
