// sipc alone owns clang's command line; what users may say is little, and everything else is
// refused.
#include <catch2/catch.hpp>

#include "fixture.hpp"

TEST_CASE("help, version and usage have their exit codes", "[command-line]") {
  const auto help = sipc_run({"--help"});
  CHECK(help.status == 0);
  CHECK(help.out.find("Example:") != std::string::npos);
  CHECK(sipc_run({"--version"}).out.starts_with("sipc "));
  CHECK(sipc_run({}).status == 2);
  CHECK(sipc_run({"build"}).status == 2);
  CHECK(sipc_run({"frobnicate"}).status == 2);
}

TEST_CASE("options that would reach clang are usage errors", "[command-line]") {
  const Folder folder;
  folder.write("main.cpp", kHello);
  folder.write("hello.toml", kHelloManifest);
  for (const std::string option :
       {"-include", "-isystem", "-Xclang", "-fplugin=x.so", "-O0", "-w", "-fno-wrapv", "-UNDEBUG",
        "-nostdinc", "--sysroot=/", "-fsanitize-trap=none"}) {
    CAPTURE(option);
    CHECK(build_hello(folder, {option}).status == 2);
  }
  CHECK(folder.entries() == std::vector<std::string>{"hello.toml", "main.cpp"});
}

TEST_CASE("a rule is ignored only beside test hooks, and never one of trust", "[command-line]") {
  const Folder folder;
  folder.write("main.cpp",
               "#include <manifest.hpp>\n\nunion Both {\n  int number;\n  float real;\n};\n\nint "
               "sip_main(manifest::Start) {\n  return Both{.number = 0}.number;\n}\n");
  folder.write("hello.toml", kHelloManifest);
  CHECK(reports(build_hello(folder, {}), "BD0207"));
  CHECK(build_hello(folder, {"--ignore-rule", "BD0207"}).status == 2);
  for (const std::string rule : {"BD0801", "BD0802", "BD0809", "BS0310", "BD02"})
    CHECK(build_hello(folder, {"--test-hooks", "--ignore-rule", rule}).status == 2);
  CHECK(build_hello(folder, {"--test-hooks", "--ignore-rule", "BD0207"}).status == 0);
  CHECK(reports(build_hello(folder, {"--test-hooks", "--ignore-rule", "BD0201"}), "BD0207"));
}

TEST_CASE("a response file is a source that does not exist", "[command-line]") {
  const Folder folder;
  const fs::path file = folder.write("flags", "-w\n");
  const auto outcome = sipc_run({"check", "@" + file.string()});
  CHECK(outcome.status == 1);
  CHECK(reports(outcome, "BS0010"));
}

TEST_CASE("macros of reserved names are refused, others defined", "[command-line]") {
  const Folder folder;
  folder.write("main.cpp",
               "#include <manifest.hpp>\nint sip_main(manifest::Start) { return ANSWER; }\n");
  folder.write("hello.toml", kHelloManifest);
  CHECK(build_hello(folder, {"-D", "ANSWER=42"}).status == 0);
  for (const std::string define : {"_FOO", "__cplusplus=1", "std=evil", "sip", "int=long", "move=x",
                                   "SIP_X", "A__B", "1X", "X-Y", "F(x)=x", ""}) {
    CAPTURE(define);
    const auto outcome = build_hello(folder, {"-D", define.empty() ? "=" : define});
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, "BS0110"));
  }
}

TEST_CASE("headers of one's own are found with -I and are checked", "[command-line]") {
  const Folder folder;
  folder.write("main.cpp",
               "#include <manifest.hpp>\n#include <mine.hpp>\nint sip_main(manifest::Start) { "
               "return mine(); }\n");
  folder.write("hello.toml", kHelloManifest);
  folder.write("inc/mine.hpp", "#pragma once\ninline int mine() { return 7; }\n");
  CHECK(build_hello(folder, {"-I", (folder / "inc").string()}).status == 0);
  folder.write("inc/mine.hpp",
               "#pragma once\ninline int mine() { int a = 7; auto p = &a; return *p; }\n");
  const auto outcome = build_hello(folder, {"-I", (folder / "inc").string()});
  CHECK(outcome.status == 1);
  CHECK(reports(outcome, "BD01"));
  CHECK(reports(build_hello(folder, {"-I", (folder / "none").string()}), "BS0111"));
}

TEST_CASE("every number can be explained, and no other", "[command-line]") {
  for (const std::string number : {
#define FINDING(number, summary, remedy) number,
#include "driver/findings.def"
       }) {
    CAPTURE(number);
    const auto outcome = sipc_run({"explain", number});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.find("Instead: ") != std::string::npos);
  }
  CHECK(sipc_run({"explain", "BD0101"}).out.find("Why: ") != std::string::npos);
  for (const std::string number : {"BD9999", "BS1", "XX0101", ""}) {
    CAPTURE(number);
    CHECK(reports(sipc_run({"explain", number}), "BS0001"));
  }
}

TEST_CASE("-v prints the commands, --save-temps keeps what they made", "[command-line]") {
  const Folder folder;
  folder.write("main.cpp", kHello);
  folder.write("hello.toml", kHelloManifest);
  const auto outcome = build_hello(folder, {"-v", "--save-temps", (folder / "kept").string()});
  CHECK(outcome.status == 0);
  CHECK(outcome.err.find("--target=le64") != std::string::npos);
  CHECK(fs::exists(folder / "kept" / "generated" / "manifest.hpp"));
  CHECK(fs::exists(folder / "kept" / "native.o"));
}
