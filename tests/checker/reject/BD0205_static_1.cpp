// expect BD0205
enum class Colour { red, blue };
Colour f(int n) { return static_cast<Colour>(n); }
