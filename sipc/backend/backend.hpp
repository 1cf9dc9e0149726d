// The back end's steps, in order. Step one ends with portable bitcode: unoptimised, for the virtual
// ABI le64, calling nothing but primitives. Step two is a function of that bitcode and the SDK
// alone, so that anyone can repeat it and compare the bytes.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.hpp"

namespace sipc::backend {

namespace fs = std::filesystem;

enum class Hooks { kRefused, kAllowed };
enum class Collector { kNone, kBoehm };

// Links the sources' bitcode to one module and checks it (callees.cpp, layout.cpp). Gives the
// module as bitcode. BS0301 unreadable, BS0302 two sources contradict each other, BS031x callees,
// BS032x layout.
Result<std::string> link_portable(const std::vector<fs::path>& sources, const std::string& name,
                                  Hooks hooks, Collector collector);

// Whether the module can spawn threads: which of the collector's two variants fits.
Result<bool> has_threads(std::string_view portable);

// Retargets, hardens, links the primitives' bodies and optimises. BS0401 …
Result<std::string> make_native(std::string_view portable, const std::vector<fs::path>& bodies);

// Bitcode that is ready for code generation, and the object that it becomes.
struct NativeModule {
  std::string name;  // short, [a-z]
  std::string bitcode;
  fs::path object;
};

// Generates the objects, with no check of any store.
Result<void> generate_plain(const std::vector<NativeModule>& modules);

enum class Accesses : bool { kStores, kStoresAndLoads };

struct Guide {
  fs::path sipverify;
  fs::path script;             // the linker's
  std::vector<fs::path> rest;  // objects to link with
  fs::path trial;              // where trial links go
  Accesses checked = Accesses::kStores;
  bool verbose = false;
};

// The same, with an owner check in front of each access that `sipverify suggest` does not find
// proved: again and again until none is left. BS0405 …
Result<void> generate_checked(const std::vector<NativeModule>& modules, const Guide& guide);

// A section of the .sip that is not loaded.
struct Section {
  std::string name;
  fs::path content;
};

// An object that holds nothing but those sections. BS0410.
Result<void> make_sections_object(const std::vector<Section>& sections, const fs::path& object);

// The final link (ld.lld), and a look at what came out. BS0420 …
Result<void> link_sip(const std::vector<fs::path>& objects, const fs::path& script,
                      const fs::path& output);

}  // namespace sipc::backend
