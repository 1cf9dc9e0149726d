// What the language accepts, and what it then means: types, constants, conditions, names,
// inheritance, lexical freedom.
#include <catch2/catch.hpp>

#include "emit/canonical.hpp"
#include "support.hpp"

using namespace contract_tests;
using Catch::Matchers::Contains;

namespace {

const std::string kEnd = "\nstate S: M? -> E;\nstate E: ;\n}\n";

std::string canonical_of(const std::string& text, const std::string& name = "C") {
  const contracts::Program program = accepted(text);
  return contract_named(program, name).canonical;
}

}  // namespace

TEST_CASE("all primitive types, with C layout", "[language]") {
  const contracts::Program program = accepted(
      "contract C { in message M(bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long "
      "h, ulong i, char j, float k, double l, "
      "UIntPtr m, uintptr n);" +
      kEnd);
  const contracts::Contract& contract = contract_named(program, "C");
  CHECK_THAT(contract.canonical, Contains("message 0 in M a:bool b:u8 c:i8 d:i16 e:u16 f:i32 g:u32 "
                                          "h:i64 i:u64 j:char k:f32 l:f64 m:uptr n:uptr\n"));
  const std::vector<std::uint32_t> offsets = {0, 1, 2, 4, 6, 8, 12, 16, 24, 32, 36, 40, 48, 56};
  for (std::size_t i = 0; i < offsets.size(); ++i)
    CHECK(contract.all_messages[0]->params[i].offset == offsets[i]);
  CHECK(contract.all_messages[0]->bytes == 64);
}

TEST_CASE("constants are folded and checked", "[language]") {
  const std::string text = canonical_of(
      "contract C { const int A = 0x10 + 4 * (3 - 1) % 5; const ulong B = 0xFFFFFFFFFFFFFFFFul; "
      "const bool T = !false && A > 18; const char Q = '\\n'; "
      "const string S = \"a\" + \"b\"; enum E : byte { X = A, Y, Z = 7 } "
      "in message M(int x, ulong y, char c, E e) requires x < A, y != B, c == Q, e == E.Y || e >= "
      "E.Z, T, x != -A, (x & ~A) == 1 << 3;" +
      kEnd);
  CHECK_THAT(text, Contains("enum E:u8 X=19 Y=20 Z=7\n"));
  CHECK_THAT(
      text,
      Contains(
          "requires 0 (lt x 19)\nrequires 0 (ne y 18446744073709551615)\nrequires 0 (eq c 10)\n"
          "requires 0 (lor (eq e 20) (ge e 7))\nrequires 0 1\nrequires 0 (ne x -19)\nrequires 0 "
          "(eq (and x -20) 8)\n"));
}

TEST_CASE("operators bind as in C", "[language]") {
  const std::string text = canonical_of(
      "contract C { in message M(int a, int b) requires a + b * 2 << 1 > a - 1 && a != 1 || !(b == "
      "2) && a == 3;" +
      kEnd);
  CHECK_THAT(text, Contains("requires 0 (lor (land (gt (shl (add a (mul b 2)) 1) (sub a 1)) (ne a "
                            "1)) (land (lnot (eq b 2)) (eq a 3)))\n"));
}

TEST_CASE("exchange vectors and endpoints in all their spellings", "[language]") {
  const std::string text = canonical_of(
      "contract D { in message M(); state S: M? -> E; state E: ; }\n"
      "contract C { in message M(byte []! in ExHeap a, char* opt(ExHeap[]) b, ushort[]in ExHeap c, "
      "D.Exp:S!d, Imp : S! e, bool[ ] ! in ExHeap f) "
      "requires a.length > 4;" +
      kEnd);
  CHECK_THAT(text, Contains(" a:vector<u8> b:vector<char>? c:vector<u16>? d:exp<"));
  CHECK_THAT(text, Contains(">:S e:imp<self>:S f:vector<bool>\nrequires 0 (gt (length a) 4)\n"));
}

TEST_CASE("lexical freedom: comments, line ends, byte-order mark, no blanks, soft keywords",
          "[language]") {
  const std::string plain = canonical_of(
      "contract C { in message M(int one); out message or();\nstate S: M? -> or! -> S;\n}");
  CHECK(canonical_of("\xEF\xBB\xBF"
                     "contract C{in message M(int one);out message or();state S:M?->or!->S;}") ==
        plain);
  CHECK(canonical_of("contract C { // caf\xC3\xA9\r\nin /* \xE2\x82\xAC */ message M ( int\r\none "
                     ") ;\r\nout message or();\r\n"
                     "state S: one { M /* why */ ? /* not */ -> or\t! -> S ; };\r\n};\r\n") ==
        plain);
}

TEST_CASE("#if chooses declarations and keeps places", "[language]") {
  const std::string text =
      "contract C {\nin message M();\n#if BIG\nin message N(int x);\n#else\nin message N(byte "
      "x);\n#endif\nstate S: M? -> N? -> E;\nstate E: ;\n}\n";
  CHECK_THAT(contract_named(accepted(text), "C").canonical, Contains("N x:u8"));
  CHECK_THAT(contract_named(accepted(text, {"BIG"}), "C").canonical, Contains("N x:i32"));
}

TEST_CASE("namespaces nest names, and lookup goes outwards", "[language]") {
  const contracts::Program program = accepted(
      "namespace A.B { enum E { X } struct P { E e; long n; } contract C { in message M(P p, E e) "
      "requires e == E.X;" +
      kEnd +
      "}\n"
      "namespace A { contract D { in message M(B.P p, B.C.Exp:S! c);" +
      kEnd + "}");
  CHECK_THAT(contract_named(program, "A.B.C").canonical,
             Contains("contract A.B.C\nenum A.B.E:i32 X=0\nstruct A.B.P e:enum:A.B.E n:i64\n"));
  CHECK_THAT(contract_named(program, "A.D").canonical,
             Contains("message 0 in M p:struct:A.B.P c:exp<" +
                      contracts::hex(contract_named(program, "A.B.C").hash) + ">:S\n"));
}

TEST_CASE("inheritance adds messages and rules", "[language]") {
  const contracts::Program program = accepted(
      "contract B { in message Ask(); out message Answer(int x); state S: Ask? -> W; state W: one "
      "{ Answer! -> S; } }\n"
      "contract D : B { out message Stop(); override state W: { Stop! -> E; } state E: ; }\n");
  CHECK_THAT(contract_named(program, "D").canonical,
             Contains("message 0 in Ask\nmessage 1 out Answer x:i32\nmessage 2 out Stop\nstate 0 S "
                      "receive\nedge 0 0 1\nas 0 0\nstate 1 W send\n"
                      "edge 1 1 0\nedge 1 2 2\nas 1 1\nstate 2 E final\n"));
  CHECK(contract_named(program, "B").automaton.states.size() == 2);
}

TEST_CASE("annotations are read", "[language]") {
  const contracts::Program program = accepted(
      "[priority(3)] contract C { [idempotent, deprecated(\"use N\")] in message M(); [session] "
      "out message R(); "
      "state S: M? -> R! -> E; state E: ; [entry] state F: M? -> E; }");
  const contracts::Contract& contract = contract_named(program, "C");
  CHECK(contract.marks.priority == 3);
  CHECK(contract.all_messages[0]->marks.idempotent);
  CHECK(contract.all_messages[0]->marks.deprecated == "use N");
  CHECK(contract.all_messages[1]->marks.session);
  CHECK_THAT(contract.canonical, Contains("entry 0\nentry 3\n"));
}

TEST_CASE("identity depends on what a contract means, not on how it is written", "[language]") {
  const auto hash = [](const std::string& text) {
    return contract_named(accepted(text), "C").hash;
  };
  const auto plain = hash("contract C { in message M(int x) requires x > 2;" + kEnd);
  CHECK(plain == hash("/* x */ public contract C { const int K = 1; enum Unused { A } in message "
                      "M(int x) requires x > K + 1;" +
                      kEnd));
  CHECK(plain != hash("contract C { in message M(int x) requires x > 3;" + kEnd));
  CHECK(plain != hash("contract C { in message M(uint x) requires x > 2;" + kEnd));
  CHECK(plain != hash("contract C { in message M(int y) requires y > 2;" + kEnd));
  CHECK(plain != hash("contract C { message M(int x) requires x > 2;" + kEnd));
}

TEST_CASE("contracts that mention each other are identified together", "[language]") {
  const std::string first = "contract A { in message M(B.Imp:S! b);" + kEnd;
  const std::string second = "contract B { in message M(A.Exp:S a, bool x);" + kEnd;
  const std::string user = "contract U { in message M(B.Exp:S b);" + kEnd;
  const auto hash = [](const std::string& text, const std::string& name) {
    return contract_named(accepted(text), name).hash;
  };
  const std::string all = first + second + user;
  for (const char* name : {"A", "B", "U"}) {
    INFO(name);
    CHECK(hash(all, name) == hash(user + second + first, name));
    CHECK(hash(all, name) !=
          hash(first + "contract B { in message M(A.Exp:S a, byte x);" + kEnd + user, name));
    CHECK(hash(all, name) !=
          hash("contract A { out message More(); in message M(B.Imp:S! b);" + kEnd + second + user,
               name));
  }
  CHECK(hash(all, "A") != hash(all, "B"));
  // Another user changes nothing for those two.
  CHECK(hash(first + second, "A") == hash(all, "A"));
  const auto program = accepted(all);
  CHECK_THAT(contract_named(program, "A").canonical, Contains("b:imp<member:B>:S\n"));
  CHECK_THAT(contract_named(program, "U").canonical,
             Contains("b:exp<" + contracts::hex(contract_named(program, "B").hash) + ">:S?\n"));
}

TEST_CASE("imports are found beside the file, once, also in a diamond", "[language]") {
  const TemporaryFolder folder;
  folder.write("base.contract", "enum Colour { Red }");
  folder.write("left.contract",
               "import \"base.contract\"; contract L { in message M(Colour c);" + kEnd);
  folder.write("right.contract",
               "import \"base.contract\"; contract R { in message M(Colour c);" + kEnd);
  const fs::path top = folder.write("top.contract",
                                    "import \"left.contract\"; import \"right.contract\"; contract "
                                    "T { in message M(L.Exp:S! l, R.Imp:S! r, Colour c);" +
                                        kEnd);
  const contracts::Program program = contracts::analyse(top.string(), {});
  INFO(contracts::render_text(program.reporter, program.files, contracts::Colour::kNo));
  CHECK(program.ok());
  CHECK(program.files.size() == 4);
  CHECK(contract_named(program, "T").used_contracts == std::vector<std::string>{"L", "R"});
}
