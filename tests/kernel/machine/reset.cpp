// The kernel's variables, put back between two boots. See kernel_section.hpp.
#include <cstring>
#include <vector>

#include "machine.hpp"

// Made by the linker round the sections that kernel_section.hpp names.
extern "C" unsigned char __start_kernel_bss[], __stop_kernel_bss[], __start_kernel_data[],
    __stop_kernel_data[];

namespace machine {
namespace {

// SAFETY: both ranges are whole sections of this program. No sanitizer looks: there is poisoned
// space between the variables.
void copy(unsigned char* to, const unsigned char* from, std::size_t bytes) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
}

std::size_t size_of(const unsigned char* start, const unsigned char* stop) {
  return static_cast<std::size_t>(stop - start);
}

}  // namespace

void reset_kernel() {
  static std::vector<unsigned char> bss, data;
  const std::size_t bss_bytes = size_of(__start_kernel_bss, __stop_kernel_bss);
  const std::size_t data_bytes = size_of(__start_kernel_data, __stop_kernel_data);
  if (bss.empty()) {
    bss.resize(bss_bytes);
    data.resize(data_bytes);
    copy(bss.data(), __start_kernel_bss, bss_bytes);
    copy(data.data(), __start_kernel_data, data_bytes);
    return;
  }
  copy(__start_kernel_bss, bss.data(), bss_bytes);
  copy(__start_kernel_data, data.data(), data_bytes);
}

}  // namespace machine
