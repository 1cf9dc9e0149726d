// What the processor computes in one instruction and the language has no operator for: builtins,
// which checked code may not name. Numbers in, numbers out; layer 2 knows them as intrinsics.
#pragma once

namespace sip::prim {

inline double square_root(double value) {
  return __builtin_elementwise_sqrt(value);
}
inline double absolute(double value) {
  return __builtin_elementwise_abs(value);
}

}  // namespace sip::prim
