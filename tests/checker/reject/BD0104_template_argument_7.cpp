// expect BD0104
void work();
template <auto F> void run() { F(); }
void g() { run<work>(); }
