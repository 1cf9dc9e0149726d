// Twelve small workloads that store a lot, each in another way: what run-time checks of stores cost
// is measured with them. Each gives a number that depends on all that it did.
#pragma once
#include <cstddef>
#include <cstdint>
#include <sip/sip.hpp>

namespace workloads {

using Bytes = sip::Array<std::uint8_t, 8192>;
using Words = sip::Array<std::uint32_t, 1024>;
using Numbers = sip::Array<std::uint64_t, 1024>;

inline std::uint32_t next(std::uint32_t& seed) {
  seed = seed * 1664525u + 1013904223u;
  return seed >> 8;
}

inline std::uint64_t sieve(Bytes& flags) {
  flags.fill(1);
  std::uint64_t primes = 0;
  for (std::size_t i = 2; i < Bytes::size(); ++i) {
    if (flags[i] == 0) continue;
    ++primes;
    for (std::size_t k = i * 2; k < Bytes::size(); k += i) flags[k] = 0;
  }
  return primes;
}

inline std::uint64_t multiply(const Words& left, const Words& right, Words& product) {
  constexpr std::size_t kSide = 32;
  for (std::size_t row = 0; row < kSide; ++row) {
    for (std::size_t column = 0; column < kSide; ++column) {
      std::uint32_t sum = 0;
      for (std::size_t k = 0; k < kSide; ++k)
        sum += left[row * kSide + k] * right[k * kSide + column];
      product[row * kSide + column] = sum;
    }
  }
  return product[kSide + 1];
}

inline void scatter(Words& words, std::uint32_t seed) {
  for (std::size_t i = 0; i < Words::size(); ++i) words[i] = next(seed);
}

inline std::uint64_t insertion_sort(Words& words) {
  scatter(words, 7);
  for (std::size_t i = 1; i < 256; ++i) {
    const std::uint32_t value = words[i];
    std::size_t k = i;
    for (; k > 0 && words[k - 1] > value; --k) words[k] = words[k - 1];
    words[k] = value;
  }
  return words[128];
}

inline void sift(Words& words, std::size_t from, std::size_t end) {
  std::size_t parent = from;
  while (parent * 2 + 1 < end) {
    std::size_t child = parent * 2 + 1;
    if (child + 1 < end && words[child] < words[child + 1]) ++child;
    if (words[parent] >= words[child]) return;
    const std::uint32_t value = words[parent];
    words[parent] = words[child];
    words[child] = value;
    parent = child;
  }
}

inline std::uint64_t heap_sort(Words& words) {
  scatter(words, 11);
  for (std::size_t i = Words::size() / 2; i-- > 0;) sift(words, i, Words::size());
  for (std::size_t end = Words::size(); end-- > 1;) {
    const std::uint32_t value = words[0];
    words[0] = words[end];
    words[end] = value;
    sift(words, 0, end);
  }
  return words[512];
}

inline std::uint64_t checksum(Words& table, const Bytes& bytes) {
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit)
      value = (value & 1) != 0 ? 0xedb88320u ^ (value >> 1) : value >> 1;
    table[i] = value;
  }
  std::uint32_t sum = ~0u;
  for (std::size_t i = 0; i < Bytes::size(); ++i) sum = table[(sum ^ bytes[i]) & 0xff] ^ (sum >> 8);
  return sum;
}

inline std::uint64_t life(Bytes& cells) {
  constexpr std::size_t kSide = 64, kOther = kSide * kSide;
  for (std::size_t y = 1; y + 1 < kSide; ++y) {
    for (std::size_t x = 1; x + 1 < kSide; ++x) {
      const std::size_t at = y * kSide + x;
      const unsigned count = 0u + cells[at - 1] + cells[at + 1] + cells[at - kSide] +
                             cells[at + kSide] + cells[at - kSide - 1] + cells[at - kSide + 1] +
                             cells[at + kSide - 1] + cells[at + kSide + 1];
      const bool lives = (count & 7) == 3 || ((count & 7) == 2 && cells[at] != 0);
      cells[kOther + at] = lives ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < kOther; ++i) cells[i] = cells[kOther + i];
  return cells[kSide + 5];
}

inline std::uint64_t hash_table(Numbers& table) {
  table.fill(0);
  std::uint32_t seed = 3;
  std::uint64_t probes = 0;
  for (int i = 0; i < 700; ++i) {
    const std::uint64_t key = next(seed) | 1u;
    std::size_t at = key * 2654435761u % Numbers::size();
    while (table[at] != 0) {
      at = (at + 1) % Numbers::size();
      ++probes;
    }
    table[at] = key;
  }
  return probes;
}

inline std::uint64_t ring(Numbers& queue) {
  std::size_t head = 0, tail = 0;
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < 4000; ++i) {
    queue[head % Numbers::size()] = i * 3;
    ++head;
    if (i % 3 == 0) continue;
    sum += queue[tail % Numbers::size()];
    ++tail;
  }
  return sum;
}

inline std::uint64_t common_subsequence(const Bytes& text, Words& row) {
  row.fill(0);
  for (std::size_t i = 0; i < 200; ++i) {
    std::uint32_t diagonal = 0;
    for (std::size_t k = 1; k < 200; ++k) {
      const std::uint32_t above = row[k];
      if (text[i] == text[4000 + k])
        row[k] = diagonal + 1;
      else if (row[k - 1] > above)
        row[k] = row[k - 1];
      diagonal = above;
    }
  }
  return row[199];
}

inline std::uint64_t shuffle(Words& words) {
  std::uint32_t seed = 5;
  for (std::uint32_t i = 0; i < Words::size(); ++i) words[i] = i;
  for (std::size_t i = Words::size(); i-- > 1;) {
    const std::size_t other = next(seed) % (i + 1);
    const std::uint32_t value = words[i];
    words[i] = words[other];
    words[other] = value;
  }
  return words[77];
}

inline std::uint64_t text_building() {
  std::uint64_t bytes = 0;
  for (std::uint32_t i = 0; i < 100; ++i) {
    sip::Line line;
    line.append(sip::StringView("entry ")).append(i * 7919u).append(sip::StringView(" of "));
    line.append(i).append(sip::StringView(": all is well"));
    bytes += line.size();
  }
  return bytes;
}

inline std::uint64_t exchange() {
  auto block = sip::ExVector<std::uint32_t>::make(4096);
  std::uint32_t seed = 9;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block.size(); ++i) block.set(i, next(seed));
  for (std::size_t i = 0; i < block.size(); ++i) sum += block[i];
  std::move(block).release();
  return sum;
}

}  // namespace workloads
