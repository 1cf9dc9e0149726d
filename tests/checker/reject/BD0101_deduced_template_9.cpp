// expect BD0101
#include <sip/core.hpp>
template <class T> int touch(T value) { return sizeof(value); }
int use(int x) { return touch(std::addressof(x)); }
