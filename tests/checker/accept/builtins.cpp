// the short list
unsigned f(unsigned x) {
  if (__builtin_expect(x > 3, 1)) return __builtin_bswap32(x);
  return static_cast<unsigned>(__builtin_popcount(x));
}
