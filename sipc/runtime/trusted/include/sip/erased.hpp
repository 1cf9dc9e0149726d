// Objects whose type a primitive does not need to know, and which may have no linkage (closures,
// types of an unnamed namespace), so that no template can be declared for them. Neighbours: the
// other headers of primitives, whose thin templates erase and restore.
#pragma once

namespace sip::prim {

class Erased;

// SAFETY: a reference stays a reference to the same object; what comes back is restored to the type
// that it was erased from, because each gate, cell, buffer and view belongs to one type.
template <class T>
inline Erased& erased(T& object) {
  return reinterpret_cast<Erased&>(object);
}
template <class T>
inline const Erased& erased(const T& object) {
  return reinterpret_cast<const Erased&>(object);
}
template <class T>
inline T& restored(Erased& object) {
  return reinterpret_cast<T&>(object);
}

}  // namespace sip::prim
