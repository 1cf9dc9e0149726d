// a matrix class with operators
#include <sip/core.hpp>
template <unsigned long Rows, unsigned long Columns> class Matrix {
 public:
  double& operator()(unsigned long row, unsigned long column) { return cells_[row * Columns + column]; }
  const double& operator()(unsigned long row, unsigned long column) const {
    return cells_[row * Columns + column];
  }
  template <unsigned long Others>
  Matrix<Rows, Others> operator*(const Matrix<Columns, Others>& other) const {
    Matrix<Rows, Others> product;
    for (unsigned long i = 0; i < Rows; ++i) {
      for (unsigned long j = 0; j < Others; ++j) {
        for (unsigned long k = 0; k < Columns; ++k) product(i, j) += (*this)(i, k) * other(k, j);
      }
    }
    return product;
  }

 private:
  sip::Array<double, Rows * Columns> cells_;
};
double trace(const Matrix<2, 3>& a, const Matrix<3, 2>& b) {
  const auto c = a * b;
  return c(0, 0) + c(1, 1);
}
