// Three numbers: a place, a direction or a colour.
#pragma once
#include <manifest.hpp>

namespace raytracer {

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
  return a * (1 / sip::sqrt(dot(a, a)));
}

}  // namespace raytracer
