// expect BD0101
#include <sip/core.hpp>
template <class T> struct Box {
  std::add_pointer_t<T> inside;
};
Box<int> box();
int use() { return sizeof(Box<int>); }
