// Images for tests: the fixture SIPs taken apart into plain data that a test changes, and packed
// again. Neutral types, because the headers of packer and verifier must not meet in one file.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fixture {

using Bytes = std::vector<std::uint8_t>;

struct Segment {
  Bytes bytes;
  std::uint64_t memory_size, address;
  std::uint32_t access;
};

struct ContractFiles {
  Bytes table;
  std::string text;
};

struct Sip {
  Segment text, read_only, imports, data;
  Bytes relocations, patches, symbols, bitcode, debug;
  std::string evidence, manifest;
  std::uint64_t entry;
  std::vector<ContractFiles> contracts;
};

struct System {
  std::string manifest;
  std::vector<Sip> sips;  // fixture_server, fixture_client

  Sip& server() { return sips[0]; }
  Sip& client() { return sips[1]; }
};

// The system of fixture.toml; `client_folder` "other" takes a client built against another C1.
System standard(const std::string& client_folder = "sips");

// Packs with records made from the manifests as they are now. Throws std::runtime_error with
// buildimage's message if it refuses.
Bytes pack(const System& system);

// Offset in the server's text of ten one-byte no-operations.
std::size_t patch_place(const Sip& sip);
void put_code(Sip& sip, std::initializer_list<std::uint8_t> code);
void replace(std::string& text, std::string_view from, std::string_view to);

// Little-endian numbers in bytes.
void put(Bytes& bytes, std::size_t offset, std::uint64_t value, unsigned width);
std::uint64_t get(const Bytes& bytes, std::size_t offset, unsigned width);
void append(Bytes& bytes, std::uint64_t value, unsigned width);

// Editing of packed images. Parts are named by their index in the table.
std::size_t part_index(const Bytes& image, unsigned kind, unsigned program);
std::size_t part_offset(const Bytes& image, std::size_t index);
void rehash(Bytes& image);  // makes every part's hash right again
void replace_in_image(Bytes& image, std::string_view from,
                      std::string_view to);  // same length; first occurrence; rehashes

// Bitcode from LLVM assembly.
Bytes assemble(const std::string& assembly);

}  // namespace fixture
