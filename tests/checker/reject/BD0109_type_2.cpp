// expect BD0109
template <class T> struct Box {
  T value;
};
using N = Box<decltype(nullptr)>;
