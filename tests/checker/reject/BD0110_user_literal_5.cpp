// expect BD0101 BD0110
struct Text {};
Text operator""_t(const char* text, decltype(sizeof(0)) n);
Text f() { return "abc"_t; }
