// expect BD0109
auto f() { return nullptr; }
