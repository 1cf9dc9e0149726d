// number theory on plain integers
constexpr unsigned long gcd(unsigned long a, unsigned long b) {
  while (b != 0) {
    const auto rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
constexpr unsigned long lcm(unsigned long a, unsigned long b) { return a / gcd(a, b) * b; }
static_assert(lcm(4, 6) == 12);
constexpr bool is_prime(unsigned n) {
  if (n < 2) return false;
  for (unsigned d = 2; d * d <= n; ++d) {
    if (n % d == 0) return false;
  }
  return true;
}
static_assert(is_prime(97) && !is_prime(91));
