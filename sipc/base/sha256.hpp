// SHA-256 as 64 hex digits: what sdk.list, the checker's trust list and the evidence are written
// in.
#pragma once
#include <string>
#include <string_view>

namespace sipc {

std::string sha256_hex(std::string_view bytes);

}  // namespace sipc
