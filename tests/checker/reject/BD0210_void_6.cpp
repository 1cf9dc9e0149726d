// expect BD0210
template <class B> bool same(B& a, B& b) { return dynamic_cast<B&>(a).x == b.x; }
