// expect BD0104 level kernel
#include "kernel_std.hpp"
struct Process { void stop() {} };
template <auto Member> struct Call {};
using Stop = Call<&Process::stop>;
