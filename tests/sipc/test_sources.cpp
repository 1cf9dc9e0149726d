// Bad sources: a number, a place, exit 1, and nothing left behind.
#include <catch2/catch.hpp>

#include "fixture.hpp"

namespace {

struct BadSource {
  std::string name;
  std::string text;
  std::string number;
};

}  // namespace

TEST_CASE("sources that are no text are refused before clang sees them", "[sources]") {
  const std::vector<BadSource> sources = {
      {"empty", "", "BS0014"},
      {"blank", " \n\t\n", "BS0014"},
      {"nul", std::string("int a;\nint \0b;\n", 15), "BS0015"},
      {"escape", "int a; // \x1b[2K\n", "BS0015"},
      {"half a sequence", "// \xe2\x82\n", "BS0016"},
      {"overlong", "// \xc0\xaf\n", "BS0016"},
      {"binary",
       std::string("\x7f"
                   "ELF\x02\x01\x01\0\0\0",
                   10),
       "BS0015"},
      {"huge", std::string((16u << 20) + 1, ' '), "BS0012"},
  };
  for (const auto& source : sources) {
    CAPTURE(source.name);
    const Folder folder;
    folder.write("main.cpp", source.text);
    folder.write("hello.toml", kHelloManifest);
    const auto outcome = build_hello(folder);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, source.number));
    CHECK(reports(outcome, "main.cpp"));
    CHECK(folder.entries() == std::vector<std::string>{"hello.toml", "main.cpp"});
  }
}

TEST_CASE("the place of a bad byte is named", "[sources]") {
  const Folder folder;
  folder.write("main.cpp", "int a;\nint \x01 b;\n");
  CHECK(reports(sipc_run({"check", (folder / "main.cpp").string()}), "main.cpp:2:5"));
}

TEST_CASE("missing sources and folders are refused", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  CHECK(reports(build_hello(folder), "BS0010"));
  fs::create_directory(folder / "main.cpp");
  CHECK(reports(build_hello(folder), "BS0011"));
}

TEST_CASE("a refused build leaves the old output as it was", "[sources]") {
  const Folder folder;
  folder.write("main.cpp",
               "#include <manifest.hpp>\nint sip_main(manifest::Start) { return nothing; }\n");
  folder.write("hello.toml", kHelloManifest);
  folder.write("out.sip", "old");
  CHECK(build_hello(folder).status == 1);
  CHECK(folder.read("out.sip") == "old");
  CHECK(folder.entries() == std::vector<std::string>{"hello.toml", "main.cpp", "out.sip"});
}

TEST_CASE("an output that cannot be written is a finding", "[sources]") {
  const Folder folder;
  folder.write("main.cpp", kHello);
  folder.write("hello.toml", kHelloManifest);
  const auto outcome =
      sipc_run({"build", (folder / "main.cpp").string(), "--manifest",
                (folder / "hello.toml").string(), "-o", (folder / "no").string() + "/out.sip"});
  CHECK(outcome.status == 1);
  CHECK(reports(outcome, "BS0020"));
}

TEST_CASE("what no source defines is named", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  folder.write("main.cpp",
               "#include <manifest.hpp>\nint elsewhere(int);\nint sip_main(manifest::Start) { "
               "return elsewhere(1); }\n");
  const auto outcome = build_hello(folder);
  CHECK(reports(outcome, "BS0310"));
  CHECK(reports(outcome, "elsewhere(int)"));
  CHECK(reports(outcome, "main.cpp:3"));
  folder.write("main.cpp", "#include <manifest.hpp>\nint other() { return 1; }\n");
  CHECK(reports(build_hello(folder), "sip_main(manifest::Start)"));
}

TEST_CASE("several sources make one SIP, and may not contradict each other", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  folder.write("main.cpp",
               "#include <manifest.hpp>\nint helper(int);\nint sip_main(manifest::Start) { return "
               "helper(1); }\n");
  const std::string other =
      folder.write("other.cpp", "int helper(int x);\nint helper(int x) { return x + 1; }\n")
          .string();
  CHECK(build_hello(folder, {other}).status == 0);
  const std::string third =
      folder.write("third.cpp", "int helper(int x);\nint helper(int x) { return x + 2; }\n")
          .string();
  CHECK(reports(build_hello(folder, {other, third}), "BS0302"));
}

TEST_CASE("one name for two types is refused across sources", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  folder.write("main.cpp",
               "#include <manifest.hpp>\nstruct Pair { int a; int b; };\nint sum(const Pair& "
               "pair);\nint sip_main(manifest::Start) { return sum(Pair{1, 2}); }\n");
  const std::string other =
      folder
          .write("other.cpp",
                 "struct Pair { long a; long b; long c; };\nint sum(const Pair& pair);\nint "
                 "sum(const Pair& pair) { return static_cast<int>(pair.c); }\n")
          .string();
  CHECK(reports(build_hello(folder, {other}), "BS0303"));
}

TEST_CASE("a function means the same in every source, its return type included", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  const std::string types =
      "#pragma once\nstruct Big { int a; int b; int c; };\nstruct Small { int a; };\n";
  folder.write("types.hpp", types);
  folder.write(
      "main.cpp",
      "#include <manifest.hpp>\n#include \"types.hpp\"\nconst Big& made(const Small& small);\n"
      "int sip_main(manifest::Start) {\n  const Small small{1};\n  return made(small).c;\n}\n");
  const std::string other =
      folder
          .write("other.cpp",
                 "#include \"types.hpp\"\nconst Small& made(const Small& small);\nconst Small& "
                 "made(const Small& small) { return small; }\n")
          .string();
  CHECK(reports(build_hello(folder, {other}), "BS0304"));
  CHECK_FALSE(fs::exists(folder / "out.sip"));
}

TEST_CASE("variables are shared by inline definitions only", "[sources]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  folder.write("main.cpp",
               "#include <manifest.hpp>\nnamespace mine {\nextern const int shared;\n}\nint "
               "sip_main(manifest::Start) { "
               "return mine::shared; }\n");
  const std::string other =
      folder
          .write("other.cpp",
                 "namespace mine {\nextern const int shared;\nconstinit const int shared = 3;\n}\n")
          .string();
  CHECK(reports(build_hello(folder, {other}), "BS0304"));
  folder.write(
      "shared.hpp",
      "#pragma once\nnamespace mine {\ninline constexpr int kShared = 3;\n}\nint helper();\n");
  folder.write("main.cpp",
               "#include <manifest.hpp>\n#include \"shared.hpp\"\nint sip_main(manifest::Start) { "
               "return mine::kShared + helper(); }\n");
  folder.write("other.cpp", "#include \"shared.hpp\"\nint helper() { return mine::kShared; }\n");
  const auto outcome = build_hello(folder, {other});
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}
