// expect BD0601
template <class T> T shared_value{};
int f() { return shared_value<int>; }
