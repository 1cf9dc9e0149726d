// The bodies of the channel and exchange primitives for the test double; the names are the asm
// labels of sip/primitives.hpp.
#include "channel_double.hpp"

#include <cstring>
#include <deque>
#include <map>

namespace {

struct Sent {
  std::uint32_t tag;
  std::vector<std::uint8_t> bytes;
};
struct End {
  std::uint64_t peer;
  bool open = true;
  std::deque<Sent> arrived;
};

std::map<std::uint64_t, End> ends;
std::map<std::uint64_t, std::vector<std::uint8_t>> blocks;
std::map<std::uint64_t, std::uint64_t> outer_of;  // of blocks that are inside of one
bool refusing = false;

std::uint8_t* element(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                      std::uint64_t size) {
  if (index >= length) throw std::string("index out of range");
  return blocks.at(address).data() + index * size;
}

}  // namespace

namespace channel_double {

void reset() {
  ends.clear();
  blocks.clear();
  outer_of.clear();
  refusing = false;
}

std::pair<std::uint64_t, std::uint64_t> connect() {
  const std::uint64_t first = ends.size() + 1;
  ends[first] = {first + 1, true, {}};
  ends[first + 1] = {first, true, {}};
  return {first, first + 1};
}

bool is_closed(std::uint64_t handle) {
  return !ends.at(handle).open;
}

std::size_t open_handles() {
  std::size_t count = 0;
  for (const auto& [handle, end] : ends) count += end.open ? 1 : 0;
  return count;
}

std::size_t live_blocks() {
  std::size_t count = 0;
  for (const auto& [address, bytes] : blocks) count += bytes.empty() ? 0 : 1;
  return count;
}

void inject(std::uint64_t handle, std::uint32_t tag, const std::vector<std::uint8_t>& bytes) {
  ends.at(handle).arrived.push_back({tag, bytes});
}
void refuse_new_channels(bool refuse) {
  refusing = refuse;
}

}  // namespace channel_double

extern "C" {

void sip_channel_send(std::uint64_t endpoint, std::uint32_t tag, void* message,
                      std::uint32_t bytes) {
  const auto* begin = static_cast<const std::uint8_t*>(message);
  ends.at(ends.at(endpoint).peer).arrived.push_back({tag, {begin, begin + bytes}});
}

std::int32_t sip_channel_receive(std::uint64_t endpoint, void* buffer, std::uint32_t capacity,
                                 std::uint64_t deadline_ns) {
  End& end = ends.at(endpoint);
  if (end.arrived.empty())
    return !ends.at(end.peer).open || deadline_ns == ~std::uint64_t{0} ? -1 : -2;
  const Sent sent = end.arrived.front();
  end.arrived.pop_front();
  if (sent.bytes.size() > capacity) throw std::string("message larger than the buffer");
  std::memcpy(buffer, sent.bytes.data(), sent.bytes.size());
  return static_cast<std::int32_t>(sent.tag);
}

std::int32_t sip_channel_exchange(std::uint64_t endpoint, std::uint32_t tag, void* message,
                                  std::uint32_t bytes, void* buffer, std::uint32_t capacity) {
  sip_channel_send(endpoint, tag, message, bytes);
  return sip_channel_receive(endpoint, buffer, capacity, ~std::uint64_t{0});
}

void sip_message_load(const void* buffer, void* message, std::uint32_t bytes) {
  std::memcpy(message, buffer, bytes);
}
void sip_channel_close(std::uint64_t endpoint) {
  ends.at(endpoint).open = false;
}

bool sip_channel_create(std::uint64_t, std::uint32_t, std::uint64_t* importer,
                        std::uint64_t* exporter) {
  if (refusing) return false;
  const auto pair = channel_double::connect();
  *importer = pair.first;
  *exporter = pair.second;
  return true;
}

std::uint64_t sip_exchange_allocate(std::uint64_t bytes) {
  const std::uint64_t address = 4096 * (blocks.size() + 1);
  blocks[address].resize(bytes);
  return address;
}
void sip_exchange_release(std::uint64_t address) {
  if (blocks.at(address).empty()) throw std::string("a block was released that nobody holds");
  if (outer_of.contains(address)) throw std::string("a block was released that is inside of one");
  blocks.at(address).clear();
  std::vector<std::uint64_t> inside;
  for (const auto& [inner, outer] : outer_of)
    if (outer == address) inside.push_back(inner);
  for (const std::uint64_t inner : inside) {
    outer_of.erase(inner);
    sip_exchange_release(inner);
  }
}
void sip_exchange_load(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                       void* value, std::uint64_t size) {
  std::memcpy(value, element(address, length, index, size), size);
}
void sip_exchange_store(std::uint64_t address, std::uint64_t length, std::uint64_t index,
                        const void* value, std::uint64_t size) {
  std::memcpy(element(address, length, index, size), value, size);
}

void sip_exchange_nest(std::uint64_t outer, std::uint64_t inner) {
  if (!outer_of.emplace(inner, outer).second) throw std::string("a block is inside of two");
}
std::uint64_t sip_exchange_unnest(std::uint64_t outer, std::uint64_t inner, std::uint64_t* bytes) {
  const auto found = outer_of.find(inner);
  const bool inside = found != outer_of.end() && found->second == outer;
  *bytes = inside ? blocks.at(inner).size() : 0;
  if (inside) outer_of.erase(found);
  return inside ? inner : 0;
}

void sip_contract_breach(const char* contract, const char* message, const char* rule,
                         std::uint32_t contract_bytes, std::uint32_t message_bytes,
                         std::uint32_t rule_bytes) {
  throw channel_double::Breach{
      {contract, contract_bytes}, {message, message_bytes}, {rule, rule_bytes}};
}

}  // extern "C"
