// a small hierarchy with virtual functions
#include <sip/core.hpp>
class Shape {
 public:
  virtual double area() const { return 0; }
  double scaled(double by) const { return area() * by; }
};
class Circle : public Shape {
 public:
  explicit Circle(double radius) : radius_(radius) {}
  double area() const override { return 3.14159 * radius_ * radius_; }

 private:
  double radius_;
};
class Square final : public Shape {
 public:
  explicit Square(double side) : side_(side) {}
  double area() const override { return side_ * side_; }

 private:
  double side_;
};
double total(const Shape& a, const Shape& b) { return a.scaled(2) + b.scaled(2); }
double f() { return total(Circle(1), Square(2)); }
