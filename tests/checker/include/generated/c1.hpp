// What contractc makes of the article's contract C1, reduced to its shape: typestate endpoints that must be consumed, and
// one in a final state that may just end.
#pragma once

#include "../sdk/sip/core.hpp"

namespace C1 {
struct Request {
  int x = 0;
};
struct Reply {
  int y = 0;
};
struct Error {};
struct Start;
struct Pending;
struct Stopped;
template <class State> class Imp;
template <class State> class Exp;

class [[sip::must_consume]] Received {
 public:
  Received() = default;
  Received(Received&&) = default;
  Received& operator=(Received&&) = default;
  template <class F, class G> [[clang::annotate("sip::branches")]] auto match(F on_request, G on_closed) &&;
};

class [[sip::must_consume]] Answer {
 public:
  Answer() = default;
  Answer(Answer&&) = default;
  Answer& operator=(Answer&&) = default;
  template <class F, class G, class H>
  [[clang::annotate("sip::branches")]] auto match(F on_reply, G on_error, H on_closed) &&;
};

template <> class [[sip::must_consume]] Imp<Start> {
 public:
  Imp() = default;
  Imp(Imp&&) = default;
  Imp& operator=(Imp&&) = default;
  Imp<Pending> send(Request) &&;
  void close() && { sip::prim::release(handle_); }
  int id() const { return 1; }

 private:
  unsigned long handle_ = 0;
};
template <> class [[sip::must_consume]] Imp<Pending> {
 public:
  Imp() = default;
  Imp(Imp&&) = default;
  Imp& operator=(Imp&&) = default;
  Answer receive() && { return {}; }
  void close() && { sip::prim::release(handle_); }

 private:
  unsigned long handle_ = 0;
};
template <> class [[clang::annotate("sip::linear")]] Imp<Stopped> {
 public:
  Imp() = default;
  Imp(Imp&&) = default;
  Imp& operator=(Imp&&) = default;
};
template <> class [[sip::must_consume]] Exp<Start> {
 public:
  Exp() = default;
  Exp(Exp&&) = default;
  Exp& operator=(Exp&&) = default;
  Received receive() && { return {}; }
  void close() && {}
  int id() const { return 2; }
};
template <> class [[sip::linear]] Exp<Stopped> {
 public:
  Exp() = default;
  Exp(Exp&&) = default;
  Exp& operator=(Exp&&) = default;
};
template <> class [[sip::must_consume]] Exp<Pending> {
 public:
  Exp() = default;
  Exp(Exp&&) = default;
  Exp& operator=(Exp&&) = default;
  Exp<Start> send(Reply) && { return {}; }
  Exp<Stopped> send(Error) && { return {}; }
  void close() && {}
};
inline Imp<Pending> Imp<Start>::send(Request) && { return {}; }

template <class F, class G> auto Received::match(F on_request, G on_closed) && {
  if (sip::prim::take(0) != 0) return on_request(Request{}, Exp<Pending>{});
  return on_closed(sip::Closed{});
}
template <class F, class G, class H> auto Answer::match(F on_reply, G on_error, H on_closed) && {
  if (sip::prim::take(0) == 1) return on_reply(Reply{}, Imp<Start>{});
  if (sip::prim::take(0) == 2) return on_error(Error{}, Imp<Stopped>{});
  return on_closed(sip::Closed{});
}

struct Channel {
  Imp<Start> imp;
  Exp<Start> exp;
};
inline Channel create() { return {}; }
}  // namespace C1
