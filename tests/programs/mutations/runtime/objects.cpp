// The heap of objects.hpp: one reservation, objects behind one another with a gap, and for each 16
// bytes the number of the object there.
#include "objects.hpp"

#include <sys/mman.h>

#include "report.hpp"
#include "sanitizers.hpp"

namespace checked {
namespace {

constexpr std::uint64_t kGranule = 16, kGap = 16;
constexpr std::uint64_t kHeap = std::uint64_t{3} << 30;
constexpr std::uint64_t kMostObjects = kHeap / (2 * kGranule);

struct Object {
  char* first;
  std::uint64_t bytes, used, most_used;
  const Row* owner;
  std::uint16_t generation;
};

template <class T>
T* reserve(std::uint64_t count) {
  void* memory = mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) mismatch("the checked heap could not be reserved");
  return static_cast<T*>(memory);
}

char* const heap = reserve<char>(kHeap);
Object* const objects = reserve<Object>(kMostObjects);
std::uint32_t* const object_at = reserve<std::uint32_t>(kHeap / kGranule);
std::uint64_t used_bytes = 0;
std::uint32_t used_objects = 0;  // number 0 is nobody

std::uint16_t next_generation() {
  static std::uint16_t last = 0;
  if (++last == 0) ++last;
  return last;
}

Object* find(const char* place) {
  if (place < heap || place >= heap + used_bytes) return nullptr;
  const std::uint32_t number = object_at[static_cast<std::uint64_t>(place - heap) / kGranule];
  return number == 0 ? nullptr : &objects[number];
}

Tagged address_of(const Object& object, const char* place) {
  return reinterpret_cast<std::uint64_t>(place) | std::uint64_t{object.generation} << 48;
}

}  // namespace

Tagged make_object(std::uint64_t bytes, const Row* owner) {
  const std::uint64_t room = (bytes + kGranule - 1) / kGranule * kGranule + kGap;
  if (room > kHeap - used_bytes || used_objects + 1 == kMostObjects) {
    constexpr char kMessage[] = "no memory is left";
    panic(kMessage, sizeof kMessage - 1);
  }
  char* const first = heap + used_bytes;
  used_bytes += room;
  const std::uint32_t number = ++used_objects;
  objects[number] = {first, bytes, bytes, owner == nullptr ? bytes : 0, owner, next_generation()};
  for (std::uint64_t at = 0; at < room; at += kGranule)
    object_at[static_cast<std::uint64_t>(first + at - heap) / kGranule] = number;
  forbid(first + bytes, room - bytes);
  return address_of(objects[number], first);
}

void retire(Tagged address) {
  Object* const object = find(place_of(address));
  if (object == nullptr || object->generation != generation_of(address)) return;
  object->generation = next_generation();
  object->owner = nullptr;
  forbid(object->first, object->bytes);
}

bool is_retired(Tagged address) {
  const Object* const object = find(place_of(address));
  return object == nullptr || object->generation != generation_of(address);
}

void limit(Tagged address, std::uint64_t used) {
  Object* const object = find(place_of(address));
  if (object == nullptr) return;
  if (used > object->used) allow(object->first + object->used, used - object->used);
  if (used < object->used) forbid(object->first + used, object->used - used);
  object->used = used;
  if (used > object->most_used) object->most_used = used;
}

Tagged give(Tagged address, const Row* owner) {
  Object* const object = find(place_of(address));
  if (object == nullptr) return address;
  object->owner = owner;
  object->generation = next_generation();
  return address_of(*object, object->first);
}

bool is_wild(const void* place) {
  const char* const byte = static_cast<const char*>(place);
  const Object* const object = find(byte);
  return object == nullptr || byte >= object->first + object->most_used;
}

char* access(Tagged address, std::uint64_t bytes) {
  char* const place = place_of(address);
  if (generation_of(address) == 0 || bytes == 0) return place;
  Object* const object = find(place);
  if (object == nullptr) mismatch("an address that leads to no object");
  if (place + bytes > object->first + object->bytes) mismatch("an access behind an object's end");
  if (object->generation != generation_of(address)) {
    stale();
    allow(object->first, object->bytes);  // it may be looked at by who says so by its tag
  } else if (object->owner != nullptr && is_forbidden(object->owner, sizeof(Row))) {
    // An element that is gone left its text behind; a variable that is gone must have no view left.
    if (find(reinterpret_cast<const char*>(object->owner)) != nullptr)
      stale();
    else
      mismatch("a view or reference outlives the variable that it looks into");
  }
  return place;
}

Tagged tagged(const void* place) {
  const char* const first = static_cast<const char*>(place);
  const Object* const object = find(first);
  return object == nullptr ? reinterpret_cast<std::uint64_t>(place) : address_of(*object, first);
}

void relocated(const char* to, const char* from, std::uint64_t bytes) {
  if (!kForbids) return;  // owners only matter to who can see that one is gone
  for (std::uint64_t at = 0; at + sizeof(Row) <= bytes; at += sizeof(Tagged)) {
    const auto* const row = reinterpret_cast<const Row*>(to + at);
    Object* const object = generation_of(row->first) == 0 ? nullptr : find(place_of(row->first));
    if (object != nullptr && object->owner == reinterpret_cast<const Row*>(from + at))
      object->owner = row;
  }
}

}  // namespace checked
