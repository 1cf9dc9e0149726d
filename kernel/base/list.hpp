// Doubly linked lists through the records of a table: a record holds the ids of its neighbours, so
// being in a list costs no memory and leaving it no search. `at` is anything that gives the record
// of an id by `at[id]`; `Next` and `Previous` are the members that hold the neighbours.
#pragma once

namespace kernel {

// A list that is entered at its head alone.
template <auto Next, auto Previous>
struct List {
  static void push_front(const auto& at, auto& first, auto id) {
    at[id].*Previous = {};
    at[id].*Next = first;
    if (!first.none()) at[first].*Previous = id;
    first = id;
  }
  static void remove(const auto& at, auto& first, auto id) {
    auto& record = at[id];
    ((record.*Previous).none() ? first : at[record.*Previous].*Next) = record.*Next;
    if (!(record.*Next).none()) at[record.*Next].*Previous = record.*Previous;
  }
};

// A queue, whose end is known too.
template <auto Next, auto Previous>
struct Queue {
  // Behind `before`, or in front of all when that is none.
  static void insert(const auto& at, auto& first, auto& last, auto before, auto id) {
    auto& record = at[id];
    record.*Previous = before;
    record.*Next = before.none() ? first : at[before].*Next;
    (before.none() ? first : at[before].*Next) = id;
    ((record.*Next).none() ? last : at[record.*Next].*Previous) = id;
  }
  static void remove(const auto& at, auto& first, auto& last, auto id) {
    auto& record = at[id];
    ((record.*Previous).none() ? first : at[record.*Previous].*Next) = record.*Next;
    ((record.*Next).none() ? last : at[record.*Next].*Previous) = record.*Previous;
  }
};

}  // namespace kernel
