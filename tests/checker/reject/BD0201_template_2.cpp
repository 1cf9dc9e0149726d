// expect BD0201
template <class To, class T> To& pun(T& t) { return reinterpret_cast<To&>(t); }
