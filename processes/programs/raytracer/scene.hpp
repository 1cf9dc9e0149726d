// The scene: spheres over a chequered floor, one light; what a ray from a place sees of it.
#pragma once
#include <manifest.hpp>

#include "vector.hpp"

namespace raytracer {

struct Ray {
  Vector from, direction;
};

struct Sphere {
  Vector centre;
  double radius = 1;
  Vector colour;
  double mirror = 0;  // the part of the light that it reflects
};

struct Hit {
  double distance = 0;
  Vector place, normal, colour;
  double mirror = 0;
};

class Scene {
 public:
  void add(const Sphere& sphere) { spheres_.push_back(sphere); }

  /// The colour that the ray sees, after at most `depth` reflections.
  Vector colour_of(const Ray& ray, int depth) const {
    const auto hit = nearest(ray);
    if (!hit) return sky(ray.direction);
    const Hit& seen = *hit;
    const Vector to_light = kLight - seen.place;
    const Vector towards = normal(to_light);
    const Ray shadow{seen.place + seen.normal * kGap, towards};
    double bright = 0.15;
    if (!is_covered(shadow, dot(to_light, to_light))) {
      const double cosine = dot(seen.normal, towards);
      if (cosine > 0) bright += 0.85 * cosine;
    }
    Vector colour = seen.colour * bright;
    if (seen.mirror > 0 && depth > 0) {
      const Vector back = ray.direction - seen.normal * (2 * dot(ray.direction, seen.normal));
      const Ray reflected{seen.place + seen.normal * kGap, back};
      colour = colour * (1 - seen.mirror) + colour_of(reflected, depth - 1) * seen.mirror;
    }
    return colour;
  }

 private:
  static constexpr Vector kLight{5, 8, -6};
  static constexpr double kGap = 1e-6;

  static Vector sky(Vector direction) {
    const double up = 0.5 * (direction.y + 1);
    return Vector{1, 1, 1} * (1 - up) + Vector{0.4, 0.6, 1} * up;
  }

  // How far along the ray the sphere begins, or 0.
  static double distance_to(const Sphere& sphere, const Ray& ray) {
    const Vector offset = ray.from - sphere.centre;
    const double half = dot(offset, ray.direction);
    const double rest = dot(offset, offset) - sphere.radius * sphere.radius;
    const double square = half * half - rest;
    if (square < 0) return 0;
    const double distance = -half - sip::sqrt(square);
    return distance > kGap ? distance : 0;
  }

  sip::Optional<Hit> nearest(const Ray& ray) const {
    double best = 1e30;
    std::size_t found = spheres_.size();
    for (std::size_t i = 0; i < spheres_.size(); ++i) {
      const double distance = distance_to(spheres_[i], ray);
      if (distance > 0 && distance < best) {
        best = distance;
        found = i;
      }
    }
    if (ray.direction.y < 0) {
      const double floor = -ray.from.y / ray.direction.y;
      if (floor > kGap && floor < best) return floor_hit(ray, floor);
    }
    if (found == spheres_.size()) return {};
    const Sphere& sphere = spheres_[found];
    const Vector place = ray.from + ray.direction * best;
    return Hit{best, place, (place - sphere.centre) * (1 / sphere.radius), sphere.colour,
               sphere.mirror};
  }
  static Hit floor_hit(const Ray& ray, double distance) {
    const Vector place = ray.from + ray.direction * distance;
    // Far away the squares cannot be told apart, and need not be numbered.
    const bool near = place.x < 1e6 && place.x > -1e6 && place.z < 1e6 && place.z > -1e6;
    const auto across = static_cast<std::int64_t>(near ? place.x + 1e7 : 0);
    const auto along = static_cast<std::int64_t>(near ? place.z + 1e7 : 0);
    const double shade = (across + along) % 2 == 0 ? 0.9 : 0.3;
    return Hit{distance, place, Vector{0, 1, 0}, Vector{shade, shade, shade}, 0.1};
  }

  bool is_covered(const Ray& ray, double square_of_distance) const {
    for (const Sphere& sphere : spheres_) {
      const double distance = distance_to(sphere, ray);
      if (distance > 0 && distance * distance < square_of_distance) return true;
    }
    return false;
  }

  sip::Vector<Sphere> spheres_;
};

}  // namespace raytracer
