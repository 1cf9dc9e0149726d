// expect BD0205
enum class Colour : int { red, blue };
struct Pixel {
  Colour colour;
};
Pixel f(int n) { return Pixel{static_cast<Colour>(n)}; }
