// expect BD0502
#include <start.hpp>
void f(StartUp start) { std::move(start.service).close(); }
