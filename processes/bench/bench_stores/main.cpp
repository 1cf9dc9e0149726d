// What run-time checks of stores cost: prints the fewest ticks that each workload took. Built
// twice, with checks and without (bench_stores_plain), for runs in pairs; tests/bench/stores.sh
// compares.
#include <manifest.hpp>
#include <sip/sip.hpp>

#include "workloads.hpp"

namespace {

template <class Work>
void measure(const sip::StringView& name, Work work) {
  std::uint64_t fewest = ~std::uint64_t{0};
  std::uint64_t result = 0;
  for (int round = 0; round < 40; ++round) {
    const std::uint64_t before = sip::ticks();
    result += work();
    const std::uint64_t ticks = sip::ticks() - before;
    if (ticks < fewest) fewest = ticks;
  }
  sip::log("cost {} {} {}", name, fewest, result);
}

void run(workloads::Bytes& bytes, workloads::Words& words, workloads::Words& others,
         workloads::Words& product, workloads::Numbers& numbers) {
  measure("sieve", [&] { return workloads::sieve(bytes); });
  measure("matrix", [&] { return workloads::multiply(words, others, product); });
  measure("insertion-sort", [&] { return workloads::insertion_sort(words); });
  measure("heap-sort", [&] { return workloads::heap_sort(words); });
  measure("checksum", [&] { return workloads::checksum(words, bytes); });
  measure("life", [&] { return workloads::life(bytes); });
  measure("hash-table", [&] { return workloads::hash_table(numbers); });
  measure("ring", [&] { return workloads::ring(numbers); });
  measure("subsequence", [&] { return workloads::common_subsequence(bytes, words); });
  measure("shuffle", [&] { return workloads::shuffle(words); });
  measure("text", [] { return workloads::text_building(); });
}

}  // namespace

int sip_main(manifest::Start) {
  workloads::Bytes bytes;
  workloads::Words words, others, product;
  workloads::Numbers numbers;
  run(bytes, words, others, product, numbers);
  measure("exchange", [] { return workloads::exchange(); });
  return 0;
}
