// Runs the checker over tests/checker/reject and accept, one clang for each file, two at a time. A
// reject file names the rules that must refuse it in its first line (`// expect BD0101 BD0110`),
// and must compile without the plugin. An accept file must compile with the plugin. Other
// first-line words: `level sdk|generated` lists the file itself as such, `-f...` are flags for
// clang.
#include <bearssl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace {

namespace fs = std::filesystem;

struct Setup {
  std::string clang;
  std::string plugin;
  fs::path tests;
  fs::path work;
};

struct Outcome {
  int status;
  std::string output;
};

struct Verdict {
  std::string name;
  bool passed;
  std::string reason;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string sha256_of(const std::string& content) {
  br_sha256_context context;
  br_sha256_init(&context);
  br_sha256_update(&context, content.data(), content.size());
  std::array<unsigned char, br_sha256_SIZE> digest;
  br_sha256_out(&context, digest.data());
  std::string text;
  for (const auto byte : digest) {
    constexpr char kDigits[] = "0123456789abcdef";
    text += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return text;
}

std::string trust_line(const std::string& level, const fs::path& file) {
  return level + " " + sha256_of(read(file)) + " " + fs::canonical(file).string() + "\n";
}

// The list of the stand-in library, plus lines of the test's own.
fs::path write_trust_list(const Setup& setup, const std::string& name, const std::string& more) {
  std::string list = "# stand-in library\n";
  for (const std::string level : {"trusted", "sdk", "generated"}) {
    for (const auto& entry : fs::recursive_directory_iterator(setup.tests / "include" / level)) {
      if (entry.is_regular_file()) list += trust_line(level, entry.path());
    }
  }
  const auto path = setup.work / (name + ".trust");
  std::ofstream(path) << list << more;
  return path;
}

Outcome run(const std::string& command) {
  auto* pipe = popen((command + " 2>&1").c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer;
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), size);
  return {pclose(pipe), output};
}

std::string in_quotes(const fs::path& path) {
  return "'" + path.string() + "'";
}

std::vector<std::string> first_line_words(const fs::path& source) {
  std::ifstream file(source);
  std::string line;
  std::getline(file, line);
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

std::string clang_command(const Setup& setup, const fs::path& source) {
  const auto include = setup.tests / "include";
  std::string command =
      setup.clang +
      " --target=le64 -std=c++23 -ffreestanding -fno-exceptions -fno-rtti -nostdinc++ -nostdlibinc"
      " -O1 -Xclang -disable-llvm-passes -g -ferror-limit=0 -Wno-everything -emit-llvm -c -o "
      "/dev/null";
  for (const auto* part : {"trusted", "sdk", "generated", "user"})
    command += " -I" + in_quotes(include / part);
  for (const auto& word : first_line_words(source)) {
    if (word.starts_with("-f")) command += " " + word;
  }
  return command + " " + in_quotes(source);
}

std::string checked_command(const Setup& setup, const fs::path& source,
                            const fs::path& trust_list) {
  return clang_command(setup, source) + " -fplugin=" + in_quotes(setup.plugin) +
         " -fplugin-arg-bulkhead_checker-trusted-list=" + trust_list.string();
}

std::string level_line(const std::vector<std::string>& words, const fs::path& source) {
  const auto level = std::ranges::find(words, "level");
  return level == words.end() || std::next(level) == words.end()
             ? ""
             : trust_line(*std::next(level), source);
}

// The rule numbers among the errors of an output.
std::set<std::string> reported_rules(const std::string& output) {
  std::set<std::string> rules;
  constexpr std::string_view kMark = "error: BD";
  for (auto at = output.find(kMark); at != std::string::npos; at = output.find(kMark, at + 1)) {
    rules.insert(output.substr(at + kMark.size() - 2, 6));
  }
  return rules;
}

Verdict check_reject(const Setup& setup, const fs::path& source) {
  const auto name = source.filename().string();
  const auto words = first_line_words(source);
  std::set<std::string> expected;
  for (const auto& word : words) {
    if (word.starts_with("BD")) expected.insert(word);
  }
  if (expected.empty()) return {name, false, "its first line expects no rule"};
  const auto plain = run(clang_command(setup, source) + " -fsyntax-only");
  if (plain.status != 0)
    return {name, false, "does not compile without the checker:\n" + plain.output};
  const auto list = write_trust_list(setup, name, level_line(words, source));
  const auto checked = run(checked_command(setup, source, list));
  if (checked.status == 0) return {name, false, "accepted"};
  if (checked.output.find("PLEASE submit") != std::string::npos)
    return {name, false, "crash:\n" + checked.output};
  const auto found = reported_rules(checked.output);
  for (const auto& rule : expected) {
    if (!found.contains(rule))
      return {name, false, "not refused by " + rule + ":\n" + checked.output};
  }
  return {name, true, ""};
}

Verdict check_accept(const Setup& setup, const fs::path& source) {
  const auto name = source.filename().string();
  const auto list = write_trust_list(setup, name, level_line(first_line_words(source), source));
  const auto checked = run(checked_command(setup, source, list));
  return {name, checked.status == 0, checked.output};
}

Verdict expect_failure(const std::string& name, const std::string& command,
                       const std::string& rule) {
  const auto outcome = run(command);
  const bool refused = outcome.status != 0 && reported_rules(outcome.output).contains(rule);
  return {name, refused, "expected " + rule + ":\n" + outcome.output};
}

// What is wrong with the trust list itself, rather than with the source.
std::vector<Verdict> check_trust_lists(const Setup& setup) {
  const auto source = setup.work / "harmless.cpp";
  std::ofstream(source) << "int main() { return 0; }\n";
  const auto including = setup.work / "including.cpp";
  std::ofstream(including) << "#include <sip/core.hpp>\nint main() { return 0; }\n";
  const auto changed = setup.work / "changed.trust";
  std::ofstream(changed) << "sdk " << std::string(64, '0') << " "
                         << fs::canonical(setup.tests / "include/sdk/sip/core.hpp").string()
                         << "\n";
  const auto broken = setup.work / "broken.trust";
  std::ofstream(broken) << "friend of mine\n";
  const auto plugin_only = clang_command(setup, source) + " -fplugin=" + in_quotes(setup.plugin);
  return {
      expect_failure("no trust list", plugin_only, "BD0802"),
      expect_failure("missing trust list", checked_command(setup, source, setup.work / "absent"),
                     "BD0802"),
      expect_failure("malformed trust list", checked_command(setup, source, broken), "BD0802"),
      expect_failure("changed library header", checked_command(setup, including, changed),
                     "BD0801"),
  };
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// r1 looks at r0, r2 at r1, ...
std::string chain_of_references(std::size_t length) {
  std::string text = "int f(int r0) {\n";
  for (std::size_t i = 1; i < length; ++i)
    text += "  int& r" + std::to_string(i) + " = r" + std::to_string(i - 1) + ";\n";
  return text + "  return r" + std::to_string(length - 1) + ";\n}\n";
}

// Sources made to hang or crash a checker: an answer in bounded time, whichever it is.
std::vector<Verdict> check_hostile_sources(const Setup& setup) {
  struct Hostile {
    std::string name;
    std::string text;
    bool accepted;
  };
  const std::vector<Hostile> sources = {
      {"empty", "", true},
      {"undeclared", "int f() { auto [a, b] = missing(); return a; }\n", false},
      {"undeclared_type",
       "struct S { Missing m; Missing& r; S() : m(1) {} };\nS f() { S s; return s; }\n", false},
      {"unfinished", "int f() { int& r = [&] { struct S { int x", false},
      {"incomplete",
       "struct S;\nS f(S s) { S t = s; auto g = [t, &s] { return t; }; return g(); }\n", false},
      {"includes_itself", "#include \"includes_itself.cpp\"\n", false},
      {"many_terms", "int f(int x) { return x" + repeat(" + x", 5'000) + "; }\n", true},
      {"many_blocks", "int f(int x) { " + repeat("if (x > 0) { ++x; } ", 2'000) + "return x; }\n",
       true},
      {"many_closures",
       "int f(int x) { return " + repeat("[&] { return ", 60) + "x" + repeat("; }()", 60) + "; }\n",
       true},
      {"many_references", chain_of_references(1'500), true},
      {"deep_types",
       "template <int N> struct S { S<N - 1> inner; };\ntemplate <> struct S<0> { int x = 0; "
       "};\nint f() { S<400> s; return "
       "s.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner" +
           std::string(".inner.inner;}\n"),
       false},
  };
  const auto list = write_trust_list(setup, "hostile", "");
  std::vector<Verdict> verdicts;
  for (const auto& source : sources) {
    const auto path = setup.work / (source.name + ".cpp");
    std::ofstream(path) << source.text;
    const auto outcome = run("timeout 60 " + checked_command(setup, path, list));
    const bool crashed = outcome.output.find("PLEASE submit") != std::string::npos;
    const bool hung = outcome.status == 124 << 8;
    verdicts.push_back({"hostile " + source.name,
                        !crashed && !hung && (outcome.status == 0) == source.accepted,
                        outcome.output.substr(0, 2'000)});
  }
  return verdicts;
}

using Check = Verdict (*)(const Setup&, const fs::path&);

std::vector<Verdict> check_folder(const Setup& setup, const fs::path& folder,
                                  const std::string& prefix, Check check) {
  std::vector<fs::path> sources;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool chosen = entry.path().filename().string().starts_with(prefix);
    if (chosen && entry.path().extension() == ".cpp") sources.push_back(entry.path());
  }
  std::ranges::sort(sources);
  std::vector<Verdict> verdicts(sources.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (auto i = next++; i < sources.size(); i = next++) verdicts[i] = check(setup, sources[i]);
  };
  auto second = std::async(std::launch::async, work);
  work();
  second.wait();
  return verdicts;
}

// Every rule over sources has its share of the corpus, and the whole is as large as it should be.
std::vector<Verdict> check_corpus(const Setup& setup) {
  constexpr std::size_t kEach = 8, kUnsafe = 300, kSafe = 120;
  std::map<std::string, std::size_t> rejects;
  std::size_t unsafe = 0, safe = 0;
  for (const auto& entry : fs::directory_iterator(setup.tests / "reject")) {
    if (entry.path().extension() != ".cpp") continue;
    ++rejects[entry.path().filename().string().substr(0, 6)];
    ++unsafe;
  }
  for (const auto& entry : fs::directory_iterator(setup.tests / "accept"))
    safe += entry.path().extension() == ".cpp" ? 1 : 0;
  std::vector<Verdict> verdicts;
  for (const auto& info : bulkhead::checker::catalogue()) {
    const auto code = bulkhead::checker::rule_code(info.rule);
    if (code == "BD0801" || code == "BD0802") continue;  // of the trust list, not of a source
    const auto found = rejects[code];
    verdicts.push_back({code, found >= kEach, std::to_string(found) + " rejected programs"});
  }
  std::cout << "corpus: " << unsafe << " unsafe and " << safe << " safe programs, "
            << verdicts.size() << " rules\n";
  verdicts.push_back({"size of the corpus", unsafe >= kUnsafe && safe >= kSafe, "too small"});
  return verdicts;
}

std::size_t report(const std::vector<Verdict>& verdicts) {
  std::size_t passed = 0;
  for (const auto& verdict : verdicts) {
    if (verdict.passed) {
      ++passed;
    } else {
      std::cout << "FAILED " << verdict.name << ": " << verdict.reason << "\n";
    }
  }
  return passed;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5 && count != 6) {
    std::cerr
        << "usage: checker_tests CLANG PLUGIN TESTS-FOLDER WORK-FOLDER [accept | corpus | BDnn]\n";
    return 2;
  }
  const Setup setup{arguments[1], arguments[2], arguments[3], arguments[4]};
  const std::string part = count == 6 ? arguments[5] : "";
  fs::create_directories(setup.work);
  std::vector<Verdict> lists, rejects, accepts;
  if (part.empty() || part == "accept") {
    lists = check_trust_lists(setup);
    const auto hostile = check_hostile_sources(setup);
    lists.insert(lists.end(), hostile.begin(), hostile.end());
    accepts = check_folder(setup, setup.tests / "accept", "", check_accept);
  }
  if (part.empty() || part == "corpus") {
    const auto corpus = check_corpus(setup);
    lists.insert(lists.end(), corpus.begin(), corpus.end());
  }
  if (part != "accept" && part != "corpus")
    rejects = check_folder(setup, setup.tests / "reject", part, check_reject);
  const auto passed_lists = report(lists);
  const auto passed_rejects = report(rejects);
  const auto passed_accepts = report(accepts);
  std::cout << passed_rejects << " of " << rejects.size() << " unsafe refused by the right rule; "
            << passed_accepts << " of " << accepts.size() << " safe accepted\n";
  const auto all = lists.size() + rejects.size() + accepts.size();
  const auto passed = passed_lists + passed_rejects + passed_accepts;
  std::cout << passed << " passed, " << all - passed << " failed\n";
  return passed == all && all != 0 ? 0 : 1;
}
