// expect BD0807
template <class _Type> int f(_Type x) { return 1; }
