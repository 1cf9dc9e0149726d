// SHA-256 against the vectors of FIPS 180-4 and of NIST's test program, then hashing 1 MiB.
#include <manifest.hpp>

#include "../common/program.hpp"
#include "sha256.hpp"

namespace {

using programs::expect;

void vectors() {
  expect(sha256::is(sha256::digest_of(""),
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
         "the empty message");
  expect(sha256::is(sha256::digest_of("abc"),
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
         "abc");
  expect(sha256::is(sha256::digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
         "two blocks");
  expect(!sha256::is(sha256::digest_of("abd"),
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
         "another message has another digest");
}

// A million times 'a', in pieces whose sizes fit no block.
void million() {
  const sip::Vector<std::uint8_t> letters(std::size_t{1000}, 'a');
  sha256::Hasher hasher;
  std::size_t done = 0;
  for (std::size_t piece = 1; done < 1'000'000; piece = piece * 7 % 997 + 1) {
    const std::size_t count = piece < 1'000'000 - done ? piece : 1'000'000 - done;
    hasher.update(letters.subspan(0, count));
    done += count;
  }
  expect(sha256::is(hasher.finish(),
                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
         "a million letters");
}

std::uint64_t workload() {
  sip::Vector<std::uint8_t> data(16384);
  for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<std::uint8_t>(i * 31 >> 3);
  sha256::Hasher hasher;
  for (int i = 0; i < 128; ++i) hasher.update(data);
  const sha256::Digest digest = hasher.finish();
  std::uint64_t checksum = 0;
  for (std::size_t i = 0; i < digest.size(); ++i) checksum = programs::mixed(checksum, digest[i]);
  return checksum;
}

}  // namespace

int sip_main(manifest::Start) {
  vectors();
  million();
  programs::measure(3, [] { return workload(); });
  sip::log("all right");
  return 0;
}
