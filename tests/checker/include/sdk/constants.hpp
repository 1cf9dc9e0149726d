// A library header that can be read in any scope; used to test that doing so is refused.
#ifndef GUARDED
#ifdef FAST_AND_LOOSE
static constexpr int kUnchecked = 1;
#endif
static constexpr int kTest = 1;
#endif
