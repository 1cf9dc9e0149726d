// Three numbers: a place, a direction or a colour.
#pragma once
#include <bit>
#include <manifest.hpp>

namespace raytracer {

/// By Newton's method: the dialect has no instruction for it.
inline double square_root(double value) {
  if (!(value > 0)) return 0;
  double root = std::bit_cast<double>((std::bit_cast<std::uint64_t>(value) >> 1) +
                                      (std::uint64_t{1023} << 51));
  for (int i = 0; i < 4; ++i) root = 0.5 * (root + value / root);
  return root;
}

struct Vector {
  double x = 0, y = 0, z = 0;

  friend Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
  friend Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
  friend Vector operator*(Vector a, double by) { return {a.x * by, a.y * by, a.z * by}; }
  friend Vector operator*(Vector a, Vector b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
};

inline double dot(Vector a, Vector b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vector normal(Vector a) {
  return a * (1 / square_root(dot(a, a)));
}

}  // namespace raytracer
