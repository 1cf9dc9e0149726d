// Cell: a place for an owner (an endpoint, an Ex, an ExVector) in a collected object, where nobody
// follows who owns it from line to line: whether it is there is asked at run time. Take it out, use
// it, put it back. Holding a Cell proves nothing about what is in it. When a collection finds that
// nobody refers to the cell any more, its endpoint is closed, its block released.
#pragma once
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sip/cell_primitives.hpp"
#include "sip/channel.hpp"
#include "sip/exchange.hpp"
#include "sip/panic.hpp"

namespace sip {

namespace detail {

/// How an owner goes into a cell and comes out again.
template <class T>
struct CellContent {
  static constexpr bool kFits =
      std::is_base_of_v<Endpoint, T> && std::is_constructible_v<T, Adopt, prim::Handle>;
  static void put(std::uint64_t cell, T&& endpoint) {
    prim::cell_put_endpoint(cell, HandleOf::take(std::move(endpoint)));
  }
  static T take(std::uint64_t cell) { return T(Adopt{}, prim::cell_take_endpoint(cell)); }
};
template <class T>
struct CellContent<ExVector<T>> {
  static constexpr bool kFits = true;
  static void put(std::uint64_t cell, ExVector<T>&& vector) {
    const std::uint64_t length = vector.size();
    prim::cell_put_block(cell, BlockOf::take(std::move(vector)), length);
  }
  static ExVector<T> take(std::uint64_t cell) {
    std::uint64_t length = 0;
    const std::uint64_t address = prim::cell_take_block(cell, length);
    return BlockOf::make<T>(address, length);
  }
};
template <class T>
struct CellContent<Ex<T>> {
  static constexpr bool kFits = true;
  static void put(std::uint64_t cell, Ex<T>&& block) {
    prim::cell_put_block(cell, BlockOf::take(std::move(block)), 0);
  }
  static Ex<T> take(std::uint64_t cell) {
    std::uint64_t length = 0;
    return BlockOf::make_single<T>(prim::cell_take_block(cell, length));
  }
};

}  // namespace detail

template <class T>
class [[clang::annotate("sip::cell")]] Cell {
  static_assert(detail::CellContent<T>::kFits, "a cell holds an endpoint, an Ex or an ExVector");

 public:
  constexpr Cell() = default;
  explicit Cell(T owner) { put(std::move(owner)); }
  Cell(const Cell&) = delete;
  Cell& operator=(const Cell&) = delete;
  /// The cell goes along with what is in it; the other is a new, empty one.
  Cell(Cell&& other) noexcept : number_(std::exchange(other.number_, {})) {}
  Cell& operator=(Cell&& other) noexcept {
    number_ = std::exchange(other.number_, {});
    return *this;
  }

  bool empty() const {
    return prim::reference_is_null(number_) || !prim::cell_is_full(prim::reference_at(number_));
  }
  /// One that is full ends the SIP.
  void put(T owner) {
    if (prim::reference_is_null(number_)) prim::cell_make(number_);
    detail::CellContent<T>::put(prim::reference_at(number_), std::move(owner));
  }
  /// One that is empty ends the SIP.
  T take() {
    if (prim::reference_is_null(number_)) panic("Cell: there is nothing in it");
    return detail::CellContent<T>::take(prim::reference_at(number_));
  }
  /// What was in it; one that is empty ends the SIP.
  T replace(T owner) {
    T before = take();
    put(std::move(owner));
    return before;
  }

  /// Calls `body` once with a constant reference to what is in it, and gives what it gives. The
  /// cell is empty for as long.
  template <class Body>
  [[clang::annotate("sip::branches")]] auto with(Body&& body) {
    T owner = take();
    if constexpr (std::is_void_v<std::invoke_result_t<Body&, const T&>>) {
      body(std::as_const(owner));
      put(std::move(owner));
    } else {
      auto result = body(std::as_const(owner));
      put(std::move(owner));
      return result;
    }
  }
  /// Calls `body` once with what is in it, and keeps what it gives back.
  template <class Body>
  [[clang::annotate("sip::branches")]] void change(Body&& body) {
    put(body(take()));
  }

 private:
  detail::Reference<std::uint64_t> number_;
};

}  // namespace sip
