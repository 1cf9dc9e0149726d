// The system calls that are left to confined work.
#pragma once

namespace verifier {

// From here on this process may write to `output`, ask for memory and end. False: this kernel has
// no seccomp.
[[nodiscard]] bool allow_answering_only(int output);

}  // namespace verifier
