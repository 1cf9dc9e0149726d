// expect BD0205
enum class Colour : int { red, blue };
Colour f() { return Colour{7}; }
