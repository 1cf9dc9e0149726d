// expect BD0205
enum class Colour { red, blue };
Colour f(int n) { return (Colour)n; }
