// The process in which hostile bitcode is read: what it may not do ends it, and however it ends is
// a finding (BV0419), as is an answer that the reader cannot have given.
#include "confined/confined.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "bitcode/answer.hpp"
#include "support/verdict.hpp"

using namespace fixture;
using verifier::run_confined;

namespace {

constexpr verifier::Limits kShort{
    .cpu_seconds = 1, .seconds = 100, .memory = std::uint64_t{64} << 20, .answer = 1000};

std::string failure_of(const std::function<void()>& work, unsigned seconds = kShort.seconds) {
  verifier::Limits limits = kShort;
  limits.seconds = seconds;
  return run_confined(
             [&] {
               work();
               return std::string("it went on");
             },
             limits)
      .failure;
}

constexpr std::string_view kForbidden = "it made a system call that it must not make";

std::optional<verifier::BitcodeAnswer> decoded(const std::string& bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  return verifier::decode_answer(verifier::View({data, bytes.size()}));
}

}  // namespace

TEST_CASE("confined work answers") {
  const auto end = run_confined([] { return std::string(300, 'a') + '\0'; }, kShort);
  CHECK(end.failure.empty());
  CHECK(end.answer == std::string(300, 'a') + '\0');
  const auto memory =
      run_confined([] { return std::to_string(std::string(30 << 20, 'a').size()); }, kShort);
  CHECK(memory.answer == std::to_string(30 << 20));
}

TEST_CASE("confined work can reach nothing") {
  const pid_t parent = ::getpid();
  CHECK(failure_of([] { ::open("/etc/passwd", O_RDONLY); }) == kForbidden);
  CHECK(failure_of([] { ::syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0); }) ==
        kForbidden);
  CHECK(failure_of([] { ::socket(AF_INET, SOCK_STREAM, 0); }) == kForbidden);
  CHECK(failure_of([] { ::fork(); }) == kForbidden);
  CHECK(failure_of([] { ::execl("/bin/true", "true", nullptr); }) == kForbidden);
  CHECK(failure_of([] { ::unlink("/nowhere"); }) == kForbidden);
  CHECK(failure_of([=] { ::kill(parent, SIGKILL); }) == kForbidden);
  CHECK(failure_of([=] { ::syscall(SYS_tgkill, parent, parent, SIGKILL); }) == kForbidden);
  CHECK(failure_of([=] { ::syscall(SYS_ptrace, 16, parent, 0, 0); }) == kForbidden);
  CHECK(failure_of([] { ::syscall(0x40000000 + SYS_getpid); }) == kForbidden);
  CHECK(failure_of([] {
          ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        }) == kForbidden);
  CHECK(failure_of([] {
          void* page = ::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          ::mprotect(page, 4096, PROT_READ | PROT_EXEC);
        }) == kForbidden);
}

TEST_CASE("no file of the parent is open in confined work") {
  const int file = ::open("/dev/null", O_WRONLY);
  REQUIRE(::write(file, "x", 1) == 1);
  CHECK(failure_of([=] { (void)!::write(file > 3 ? file : 4, "x", 1); }) == kForbidden);
  CHECK(failure_of([] { (void)!::write(1, "x", 1); }) == kForbidden);
  ::close(file);
}

TEST_CASE("a crash, an endless loop, too much memory or too long an answer is told") {
  CHECK(failure_of([] { ::abort(); }) == "it crashed with signal 6");
  CHECK(failure_of([] { *reinterpret_cast<volatile int*>(8) = 1; }) == "it crashed with signal 11");
  CHECK(failure_of([] {
          for (volatile unsigned i = 0;; i = i + 1) {
          }
        }) == "it computed for more than 1 seconds");
  const auto asleep = [] {
    int word = 0;
    ::syscall(SYS_futex, &word, 0, 0, nullptr, nullptr, 0);
  };
  CHECK(failure_of(asleep, 1) == "it did not answer within 1 seconds");
  CHECK(run_confined([] { return std::string(std::size_t{1} << 30, 'a'); }, kShort).failure ==
        "it wanted more than 64 MiB of memory");
  CHECK(run_confined([] { return std::string(100000, 'a'); }, kShort).failure ==
        "its answer is longer than 1000 bytes");
  CHECK(failure_of([] { ::_exit(9); }) == "it ended with code 9");
}

TEST_CASE("answers are what the encoder writes, and nothing else is one") {
  const verifier::BitcodeAnswer answer{.functions = 12,
                                       .findings = {{420, "f", "a number"}, {401, "module", ""}}};
  const std::string good = verifier::encode_answer(answer);
  REQUIRE(decoded(good));
  CHECK(decoded(good)->functions == 12);
  CHECK(decoded(good)->findings.at(0).place == "f");
  CHECK(decoded(good)->findings.at(1).number == 401);
  for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(decoded(good.substr(0, size)));
  CHECK_FALSE(decoded(good + "x"));
  for (const unsigned number : {0u, 209u, 418u + 80u, 601u}) {
    const verifier::BitcodeAnswer other{.functions = 1, .findings = {{number, "f", "x"}}};
    CHECK_FALSE(decoded(verifier::encode_answer(other)));
  }
  std::string control = good;
  control[8 + 4 + 6] = '\x1b';
  CHECK_FALSE(decoded(control));
  std::string many = good;
  many[7] = '\x7f';
  CHECK(decoded(many));  // a count of functions may be any
  many[8 + 1] = '\x7f';
  CHECK_FALSE(decoded(many));
}

TEST_CASE("bitcode that crashes LLVM's reader is a finding") {
  std::mt19937 chance(6);
  System good = standard();
  unsigned crashes = 0;
  for (unsigned tries = 0; tries < 2000 && crashes == 0; ++tries) {
    Bytes bitcode = good.server().bitcode;
    for (unsigned flips = chance() % 8 + 1; flips-- > 0;)
      bitcode[chance() % bitcode.size()] ^= static_cast<std::uint8_t>(1u << chance() % 8);
    verifier::ProgramParts program{};
    Bytes record(160, 0);
    program.record.bytes = verifier::View(record);
    program.bitcode.bytes = verifier::View(bitcode);
    verifier::Image image{};
    image.programs.push_back(program);
    verifier::Report report;
    verifier::check_bitcode(image, {}, nullptr, report);
    if (!report.has(419)) continue;
    ++crashes;
    CHECK(report.open_count(verifier::Group::kBitcode) != 0);
    CHECK(report.is_stopped(verifier::Group::kBitcode));
    CHECK(report.findings().front().detail.starts_with("it "));
  }
  CHECK(crashes == 1);  // BV0419
}
