// expect BD0205
enum Colour : int { red, blue };
Colour f(int n) { return Colour(n); }
