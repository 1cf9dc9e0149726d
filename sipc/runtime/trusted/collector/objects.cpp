// The primitives on single collected objects.
#include "collected.hpp"
#include "fail.hpp"

using sip::body::Content;
using sip::body::Object;

namespace {

[[noreturn, gnu::noinline, gnu::cold]] void null_used() {
  sip::body::Message{}.add("a Gc that refers to nothing was used").end_sip();
}

}  // namespace

// SAFETY: only these functions write an Object, so that it is null or leads to what make() gave.
extern "C" {

void sip_reference_make(Object* to, std::uint64_t size, Content content) {
  to->address = sip::body::allocate_collected(size, content);
}

void sip_reference_copy(Object* to, const Object* from) {
  to->address = from->address;
}

bool sip_reference_same(const Object* left, const Object* right) {
  return left->address == right->address;
}

bool sip_reference_is_null(const Object* reference) {
  return reference->address == nullptr;
}

void* sip_reference_at(const Object* reference) {
  if (reference->address == nullptr) null_used();
  return reference->address;
}

}  // extern "C"
