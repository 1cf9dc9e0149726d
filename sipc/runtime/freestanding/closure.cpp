// The part of std:: that checked code may use, as a list. The SDK is assembled from exactly the
// headers that this file pulls in (sipc/cmake/assemble_sdk.cmake); no other header of the standard
// library exists for a SIP.
#include <bit>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>
