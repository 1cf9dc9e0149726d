// The system record and the program records of docs/formats/image.md.
#pragma once
#include "image/system.hpp"

namespace buildimage {

Bytes make_system_record(const System& system);

// BI0309: an endpoint's state is not one of its contract.
Result<Bytes> make_program_record(const System& system, const Program& program);

}  // namespace buildimage
