// What the kernel printed in an in-process test.
#pragma once
#include <string>

namespace fake_hal {
std::string& console();
}
