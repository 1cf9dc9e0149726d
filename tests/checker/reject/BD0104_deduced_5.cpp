// expect BD0104
void work();
template <class F> void run(F&& f) { f(); }
void g() { run(work); }
