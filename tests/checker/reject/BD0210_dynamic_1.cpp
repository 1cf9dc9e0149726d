// expect BD0210
template <class D, class B> D& down(B& b) { return dynamic_cast<D&>(b); }
