// The geometry of hits against known values, a small picture in the log, then an
// image of 320 x 240 pixels.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "image.hpp"

namespace {

using programs::expect;
using raytracer::Ray;
using raytracer::Sphere;
using raytracer::Vector;

bool near(double value, double wanted) {
  const double difference = value - wanted;
  return difference < 1e-12 && difference > -1e-12;
}

void arithmetic() {
  expect(sip::sqrt(2) == 1.4142135623730951 && sip::fabs(-0.25) == 0.25, "the root of 2");
  for (int i = 0; i < 1000; ++i) expect(sip::sqrt(i * i) == i, "roots of squares");
  const Vector direction = raytracer::normal(Vector{3, 0, 4});
  expect(near(direction.x, 0.6) && near(direction.z, 0.8), "a direction has length 1");
}

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

void colours() {
  const raytracer::Scene empty;
  const Vector up = empty.colour_of(Ray{Vector{0, 1, 0}, Vector{0, 1, 0}}, 1);
  expect(near(up.x, 0.4) && near(up.y, 0.6) && near(up.z, 1), "the sky");
  const raytracer::Scene scene = scene_of(3);
  const Ray ahead{Vector{0, 1, -5}, Vector{0, 0, 1}};
  const Vector red = scene.colour_of(ahead, 0);
  expect(red.x > 0.15 && near(red.y, red.x * 0.2) && near(red.z, red.x * 0.2), "a red sphere");
  const Vector shadow = scene.colour_of(Ray{Vector{-0.5, 2, 1.0}, Vector{0, -1, 0}}, 0);
  expect(shadow.x > 0, "straight down");
}

void picture() {
  raytracer::Image image(60, 24);
  image.draw(scene_of(3));
  for (std::size_t row = 0; row < 24; ++row) sip::log("{}", image.row_as_text(row).view());
  const auto file = image.as_ppm();
  expect(file.size() == 60 * 24 * 3 + 13 && file[0] == 'P' && file[12] == '\n', "the file's size");
}

std::uint64_t workload() {
  raytracer::Image image(320, 240);
  image.draw(scene_of(20));
  std::uint64_t checksum = 0;
  for (const std::uint8_t byte : image.as_ppm()) checksum = programs::mixed(checksum, byte);
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  arithmetic();
  colours();
  picture();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
