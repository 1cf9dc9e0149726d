// Functions of fractions that the processor has. Correctly rounded, as the standard's are.
#pragma once
#include "sip/math_primitives.hpp"

namespace sip {

/// Not a number for what is below zero.
inline double sqrt(double value) {
  return prim::square_root(value);
}
inline double fabs(double value) {
  return prim::absolute(value);
}

}  // namespace sip
