// The ray tracer as processes/programs/raytracer, in plain C++.
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program.hpp"

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
  return a * (1 / std::sqrt(dot(a, a)));
}

}  // namespace raytracer

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
    const double distance = -half - std::sqrt(square);
    return distance > kGap ? distance : 0;
  }

  std::optional<Hit> nearest(const Ray& ray) const {
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

  std::vector<Sphere> spheres_;
};

}  // namespace raytracer

namespace raytracer {

class Image {
 public:
  Image(std::size_t width, std::size_t height) : width_(width), height_(height) {
    pixels_.resize(width * height);
  }

  void draw(const Scene& scene) {
    const Vector eye{0, 1.5, -5};
    const double scale = 2.0 / static_cast<double>(height_);
    for (std::size_t row = 0; row < height_; ++row) {
      for (std::size_t column = 0; column < width_; ++column) {
        const double right =
            (static_cast<double>(column) - static_cast<double>(width_) / 2 + 0.5) * scale;
        const double up =
            (static_cast<double>(height_) / 2 - static_cast<double>(row) - 0.5) * scale;
        const Ray ray{eye, normal(Vector{right, up - 0.15, 2})};
        pixels_[row * width_ + column] = scene.colour_of(ray, 4);
      }
    }
  }

  std::vector<std::uint8_t> as_ppm() const {
    std::vector<std::uint8_t> file;
    file.reserve(pixels_.size() * 3 + 20);
    put_text(file, "P6\n");
    put_number(file, width_);
    put_text(file, " ");
    put_number(file, height_);
    put_text(file, "\n255\n");
    for (const Vector& pixel : pixels_) {
      file.push_back(level_of(pixel.x));
      file.push_back(level_of(pixel.y));
      file.push_back(level_of(pixel.z));
    }
    return file;
  }

  /// One row as text, dark to bright, for a log.
  std::string row_as_text(std::size_t row) const {
    const std::string_view shades = " .:-=+*#%@";
    std::string text;
    for (std::size_t column = 0; column < width_; ++column) {
      const Vector& pixel = pixels_[row * width_ + column];
      const std::size_t level = level_of((pixel.x + pixel.y + pixel.z) / 3);
      text.push_back(shades[level * 10 / 256]);
    }
    return text;
  }

 private:
  static std::uint8_t level_of(double part) {
    const double level = part * 255 + 0.5;
    return level >= 255 ? std::uint8_t{255} : static_cast<std::uint8_t>(level);
  }
  static void put_text(std::vector<std::uint8_t>& file, std::string_view text) {
    for (const char character : text) file.push_back(static_cast<std::uint8_t>(character));
  }
  static void put_number(std::vector<std::uint8_t>& file, std::size_t number) {
    if (number >= 10) put_number(file, number / 10);
    file.push_back(static_cast<std::uint8_t>('0' + number % 10));
  }

  std::size_t width_, height_;
  std::vector<Vector> pixels_;
};

}  // namespace raytracer

namespace {

using raytracer::Sphere;
using raytracer::Vector;
raytracer::Scene scene_of(std::size_t spheres) {
  raytracer::Scene scene;
  scene.add(Sphere{Vector{0, 1, 0}, 1, Vector{1, 0.2, 0.2}, 0.3});
  scene.add(Sphere{Vector{-2.2, 1, 1}, 1, Vector{0.2, 0.8, 0.2}, 0.1});
  scene.add(Sphere{Vector{2.2, 1, 1}, 1, Vector{0.9, 0.9, 0.9}, 0.8});
  programs::Random random(21);
  for (std::size_t i = 3; i < spheres; ++i) {
    const double across = static_cast<double>(random.below(800)) / 100 - 4;
    const double along = static_cast<double>(random.below(600)) / 100 - 3;
    const double shade = static_cast<double>(random.below(100)) / 100;
    scene.add(Sphere{Vector{across, 0.2, along}, 0.2, Vector{shade, 0.5, 1 - shade}, 0.2});
  }
  return scene;
}

std::uint64_t workload() {
  raytracer::Image image(320, 240);
  image.draw(scene_of(20));
  std::uint64_t checksum = 0;
  for (const std::uint8_t byte : image.as_ppm()) checksum = programs::mixed(checksum, byte);
  return checksum;
}

}  // namespace

int main() {
  programs::measure([] { return workload(); });
}
