// vectors, rays and spheres
struct Vec {
  double x = 0, y = 0, z = 0;
  friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
  friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
  friend Vec operator*(Vec a, double s) { return {a.x * s, a.y * s, a.z * s}; }
  friend double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
  Vec& operator+=(Vec other) { return *this = *this + other; }
};
struct Ray {
  Vec origin, direction;
  Vec at(double t) const { return origin + direction * t; }
};
struct Sphere {
  Vec centre;
  double radius = 1;
  bool hit(const Ray& ray) const {
    const auto to = ray.origin - centre;
    const double b = dot(to, ray.direction), c = dot(to, to) - radius * radius;
    return b * b - c * dot(ray.direction, ray.direction) > 0;
  }
};
