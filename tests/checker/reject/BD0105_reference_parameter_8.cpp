// expect BD0105
template <unsigned long N> int first(const int (&all)[N]) { return all[0]; }
int f() { return first({1, 2}); }
