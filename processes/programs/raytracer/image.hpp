// The image: drawn from one point of view, written as a PPM file (P6).
#pragma once
#include <manifest.hpp>

#include "scene.hpp"

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

  sip::Vector<std::uint8_t> as_ppm() const {
    sip::Vector<std::uint8_t> file;
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
  sip::String row_as_text(std::size_t row) const {
    const sip::StringView shades = " .:-=+*#%@";
    sip::String text;
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
  static void put_text(sip::Vector<std::uint8_t>& file, sip::StringView text) {
    for (const char character : text) file.push_back(static_cast<std::uint8_t>(character));
  }
  static void put_number(sip::Vector<std::uint8_t>& file, std::size_t number) {
    if (number >= 10) put_number(file, number / 10);
    file.push_back(static_cast<std::uint8_t>('0' + number % 10));
  }

  std::size_t width_, height_;
  sip::Vector<Vector> pixels_;
};

}  // namespace raytracer
