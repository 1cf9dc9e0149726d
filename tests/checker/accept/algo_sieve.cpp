// sieve of Eratosthenes in a vector
#include <sip/core.hpp>
unsigned long count_primes(unsigned long limit) {
  sip::Vector<bool> composite(limit + 1);
  unsigned long count = 0;
  for (unsigned long i = 2; i <= limit; ++i) {
    if (composite[i]) continue;
    ++count;
    for (unsigned long j = i * i; j <= limit; j += i) composite[j] = true;
  }
  return count;
}
