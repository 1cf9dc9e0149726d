// Process manifests: every key and value is checked, and every finding has its place.
#include <catch2/catch.hpp>

#include "fixture.hpp"

namespace {

struct BadManifest {
  std::string text;
  std::string number;
  std::string place;
};

sipc::Outcome build_with(const std::string& manifest) {
  const Folder folder;
  folder.write("main.cpp", kHello);
  folder.write("hello.toml", manifest);
  const auto outcome = build_hello(folder);
  CHECK((outcome.status == 0 ||
         folder.entries() == std::vector<std::string>{"hello.toml", "main.cpp"}));
  return outcome;
}

std::string many_creations() {
  std::string text;
  for (int i = 0; i < 33; ++i) text += "[[creates]]\nsip = \"w" + std::to_string(i) + "\"\n";
  return text;
}

}  // namespace

TEST_CASE("bad manifests are refused with number and place", "[manifests]") {
  const std::vector<BadManifest> manifests = {
      {"", "BM0001", "hello.toml"},
      {"name = ", "BM0002", "hello.toml:1:"},
      {std::string("name = \"a\0b\"", 12), "BM0002", "hello.toml:1:"},
      {kHelloManifest + "colour = 1\n", "BM0003", "hello.toml:4:"},
      {kHelloManifest + "[limits]\nmemroy = 1\n", "BM0003", "hello.toml:5:"},
      {"category = \"application\"\n", "BM0004", "'name' is missing"},
      {"name = 3\ncategory = \"application\"\n", "BM0005", "hello.toml:1:"},
      {"name = \"hello\"\ncategory = \"daemon\"\n", "BM0005", "hello.toml:2:"},
      {kHelloManifest + "priority = 32\n", "BM0005", "hello.toml:4:"},
      {kHelloManifest + "[supervision]\nrestart = \"often\"\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "gc = \"copying\"\n", "BM0005", "hello.toml:4:"},
      {kHelloManifest + "gc = \"boehm\"\n", "BM0013", "hello.toml:4:"},
      {kHelloManifest + "[limits]\nmemory = \"12 kB\"\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[limits]\nthreads = 0\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "limits = 3\n", "BM0005", "hello.toml:4:"},
      {"name = \"Hello\"\ncategory = \"application\"\n", "BM0006", "hello.toml:1:"},
      {"name = \"a-b\"\ncategory = \"application\"\n", "BM0006", "hello.toml:1:"},
      {"name = \"hello\"\ncategory = \"application\"\nabi = [\"proces\"]\n", "BM0007",
       "hello.toml:3:"},
      {kHelloManifest + "[[imports]]\nname = \"class\"\ncontract = \"C1\"\npath = \"/x\"\n",
       "BM0006", "hello.toml:5:"},
      {kHelloManifest + "[[imports]]\nname = \"a\"\ncontract = \"C1; int x\"\npath = \"/x\"\n",
       "BM0006", "hello.toml:6:"},
      {kHelloManifest + "[[imports]]\nname = \"a\"\ncontract = \"C1\"\npath = \"x\"\n", "BM0005",
       "hello.toml:7:"},
      {kHelloManifest + "[[imports]]\nname = \"a\"\npath = \"/x\"\n", "BM0004", "hello.toml:4:"},
      {kHelloManifest + "[[io.ports]]\nname = \"a\"\nfirst = 9\nlast = 8\n", "BM0005",
       "hello.toml:7:"},
      {kHelloManifest + "[[io.ports]]\nname = \"a\"\nfirst = 9\nlast = 70000\n", "BM0005",
       "hello.toml:7:"},
      {kHelloManifest + "[[io.ports]]\nname = \"a\"\nfirst = 1\nlast = 2\n[[io.ports]]\nname = "
                        "\"a\"\nfirst = 3\nlast = 4\n",
       "BM0008", "'a'"},
      {kHelloManifest + "[limits]\ncpu = 1601\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[limits]\nwatchdog_ms = -1\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[limits]\nobjects = 4097\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[[io.irqs]]\nname = \"clock\"\nline = 24\ntrigger = \"edge\"\n", "BM0005",
       "hello.toml:6:"},
      {kHelloManifest + "[[io.irqs]]\nname = \"clock\"\nline = 8\ntrigger = \"both\"\n", "BM0005",
       "hello.toml:7:"},
      {kHelloManifest + "[[io.irqs]]\nname = \"clock\"\nline = 8\ntrigger = \"edge\"\n", "BM0011",
       "hello.toml:"},
      {kHelloManifest + "[[io.memory]]\nname = \"x\"\naddress = 0xfed00800\nbytes = \"4 KiB\"\n",
       "BM0005", "hello.toml:4:"},
      {kHelloManifest + "[[creates]]\nsip = \"Worker\"\n", "BM0006", "hello.toml:5:"},
      {kHelloManifest + "[[creates]]\nsip = \"w\"\n[[creates]]\nsip = \"w\"\n", "BM0008",
       "hello.toml:7:"},
      {kHelloManifest + "[[creates]]\nsip = \"w\"\ninstances = 1025\n", "BM0005", "hello.toml:6:"},
      {kHelloManifest + "[arguments]\nx = \"u32\"\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[arguments]\nclass = \"u64\"\n", "BM0006", "hello.toml:5:"},
      {kHelloManifest + many_creations(), "BM0012", "33 [[creates]]"},
      {kHelloManifest + "[parameters]\nx = 1.5\n", "BM0005", "hello.toml:5:"},
      {kHelloManifest + "[parameters]\n\"int\" = 1\n", "BM0006", "hello.toml:5:"},
  };
  for (const auto& manifest : manifests) {
    CAPTURE(manifest.text);
    const auto outcome = build_with(manifest.text);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, manifest.number));
    CHECK(reports(outcome, manifest.place));
  }
}

TEST_CASE("hostile manifests are refused in bounded depth", "[manifests]") {
  std::string dotted;
  for (int i = 0; i < 400'000; ++i) dotted += "a.";
  const auto many = [](const char* text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  for (const std::string& text :
       {dotted + "a = 1\n", "[" + dotted + "a]\n", "x = {" + dotted + "a = 1}\n",
        many("[", 900'000), "x = " + many("[", 500'000), "x = " + many("{a=", 200'000),
        many("\"a\".", 200'000) + "a = 1\n"}) {
    const auto outcome = build_with(text);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome, "BM0002"));
  }
}

TEST_CASE("one run reports all findings of a manifest", "[manifests]") {
  const auto outcome =
      build_with("name = \"X\"\ncategory = \"daemon\"\nabi = [\"none\"]\ncolour = 1\n");
  for (const char* number : {"BM0006", "BM0005", "BM0007", "BM0003"})
    CHECK(reports(outcome, number));
}

TEST_CASE("parameters and ports become typed constants and members", "[manifests]") {
  const Folder folder;
  folder.write("hello.toml",
               kHelloManifest +
                   "[[io.ports]]\nname = \"rtc\"\nfirst = 0x70\nlast = 0x71\n[parameters]\nrounds "
                   "= -5\nloud = true\ngreeting = \"a \\\"b\\\" \\\\ ?? \\u00e9\"\n");
  folder.write(
      "main.cpp",
      "#include <manifest.hpp>\n"
      "static_assert(manifest::parameters::rounds == -5 && manifest::parameters::loud);\n"
      "static_assert(manifest::parameters::greeting.size() == 13);\n"
      "int sip_main(manifest::Start start) {\n  sip::log(\"{}\", "
      "manifest::parameters::greeting);\n  return start.rtc.read8(0x70) >= 0 ? 0 : 1;\n}\n");
  const auto outcome = build_hello(folder);
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("what the kernel knows by position gets a name", "[manifests]") {
  const Folder folder;
  std::string manifest = kHelloManifest;
  manifest.replace(manifest.find("application"), 11, "driver");
  folder.write("hello.toml",
               manifest +
                   "[[creates]]\nsip = \"worker\"\ninstances = 8\n[[creates]]\nsip = \"helper\"\n"
                   "[arguments]\nzeal = \"u64\"\ncalm = \"bool\"\n"
                   "[[io.irqs]]\nname = \"clock\"\nline = 8\ntrigger = \"edge\"\n"
                   "[[io.memory]]\nname = \"timer\"\naddress = 0xfed00000\nbytes = \"4 KiB\"\n"
                   "[io]\ndma = \"64 KiB\"\n");
  folder.write("main.cpp",
               "#include <manifest.hpp>\n"
               "static_assert(manifest::argument_count == 2);\n"
               "static_assert(manifest::arguments::zeal == 0 && manifest::arguments::calm == 1);\n"
               "static_assert(manifest::creates::worker.index() == 0 && "
               "manifest::creates::helper.index() == 1);\n"
               "static_assert(manifest::irqs::clock == 0 && manifest::device_ranges::timer == 0);\n"
               "int sip_main(manifest::Start) {\n  return 0;\n}\n");
  const auto outcome = build_hello(folder);
  INFO(outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("a SIP cannot make its own Start or ports", "[manifests]") {
  const Folder folder;
  folder.write("hello.toml", kHelloManifest);
  for (const std::string expression :
       {"manifest::Start()", "manifest::Start({})", "manifest::Start(sip::detail::Grant())",
        "sip::IoPorts<1, 2>({})", "sip::IoPorts<1, 2>(sip::detail::Grant())"}) {
    CAPTURE(expression);
    folder.write("main.cpp",
                 "#include <manifest.hpp>\nint sip_main(manifest::Start) {\n  auto forged = " +
                     expression + ";\n  return 0;\n}\n");
    CHECK(build_hello(folder).status == 1);
  }
}

TEST_CASE("a missing manifest is refused", "[manifests]") {
  const Folder folder;
  folder.write("main.cpp", kHello);
  CHECK(reports(build_hello(folder), "BS0010"));
}
