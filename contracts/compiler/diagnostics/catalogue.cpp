// The catalogue itself, in the order of numbers. docs/diagnostics/contracts.md is generated from it
// (contractc catalogue).
#include "diagnostics/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace contracts {
namespace {

constexpr auto kError = Severity::kError;
constexpr auto kWarning = Severity::kWarning;

// The shortest complete surroundings for an example, so that each can be tried as it stands.
#define IN_CONTRACT(text) "contract C {\nin message M(int x);\nout message R();\n" text "\n}"

constexpr std::array kEntries = {
    // Reading
    CatalogueEntry{1, kError, "cannot-read", "the file cannot be read",
                   "Nothing can be said about a contract that cannot be read; a missing file is "
                   "never taken for an empty one.",
                   "check the path and its permissions; a contract is a regular file", ""},
    CatalogueEntry{2, kError, "empty-file", "the file declares nothing",
                   "An empty file where a contract is expected is almost always a slip, such as a "
                   "failed copy.",
                   "declare a contract in it", "// nothing here"},
    CatalogueEntry{3, kError, "file-too-large", "the file is larger than 4 MiB",
                   "The compiler promises bounded time and memory, so it bounds its input.",
                   "split it into several files and import them", ""},
    CatalogueEntry{4, kError, "control-byte", "a NUL or other control byte in the text",
                   "Contracts are text. A control byte means that the file is binary or damaged, "
                   "and could hide text from readers.",
                   "give contractc the contract's source text", ""},
    CatalogueEntry{5, kError, "not-utf8", "the text is not valid UTF-8",
                   "Text in another encoding would be read differently by different tools.",
                   "save the file as UTF-8", ""},
    CatalogueEntry{6, kError, "non-ascii", "a non-ASCII character outside comments and strings",
                   "Names end up in C++ and in the kernel's reports; characters that look alike "
                   "must not make different names.",
                   "use ASCII letters, digits and underscores in names",
                   "contract Caf\xC3\xA9 { }"},
    CatalogueEntry{7, kError, "nested-too-deeply", "brackets, operators or #if beyond the bounds",
                   "The parser and the passes recurse on nesting; a bound keeps hostile input from "
                   "exhausting the stack.",
                   "name parts of it, as constants or states of their own", ""},
    CatalogueEntry{8, kError, "open-comment", "a comment without end",
                   "Everything after it would silently not be there.", "close it with `*/`",
                   "contract C { /* ... }"},
    CatalogueEntry{9, kError, "open-string", "a string or character literal without end",
                   "Literals end on the line where they begin.", "close the quote",
                   "const string S = \"abc;"},
    CatalogueEntry{10, kError, "bad-directive", "#if, #else or #endif does not fit",
                   "An unmatched directive would leave it open which declarations exist.",
                   "write `#if NAME`, `#else`, `#endif`, each alone on its line", "#endif"},
    CatalogueEntry{
        11, kError, "import-cycle", "a file imports itself, directly or by way of others",
        "Each generated header includes those of its imports, which must come to an end.",
        "move what both need into a file of its own", "import \"this.contract\";"},
    CatalogueEntry{12, kError, "cannot-write", "an output file cannot be written",
                   "Outputs are written whole or not at all; here it is not at all.",
                   "check the directory after -o, its permissions and free space", ""},
    CatalogueEntry{13, kError, "too-many-imports", "more than 1000 files in one compilation",
                   "The compiler bounds its input.", "import fewer files", ""},
    CatalogueEntry{14, kError, "output-too-large", "outputs of more than 128 MiB",
                   "The compiler bounds what it writes, as it bounds what it reads.",
                   "make several contracts of it, with fewer states or shorter conditions", ""},
    // Syntax
    CatalogueEntry{100, kError, "bad-character", "a character that begins no word of the language",
                   "It cannot be skipped: what was meant is unknown.", "remove it",
                   "contract C $ { }"},
    CatalogueEntry{101, kError, "syntax", "the text does not follow the grammar",
                   "A guess at what was meant could make another protocol of it.",
                   "contracts/README.md shows the grammar", "contract C { state Start Go; }"},
    CatalogueEntry{102, kError, "bad-literal", "a literal that is not one", "",
                   "write decimal or 0x numbers, or \\n \\t \\r \\0 \\\\ \\\" \\' as escapes",
                   IN_CONTRACT("const int K = 12x;\nstate S: M? -> R! -> S;")},
    CatalogueEntry{103, kError, "name-too-long", "a name of more than 199 bytes",
                   "Names stand in the kernel's tables and in every report about the contract.",
                   "shorten it; with its namespace it may have 199 bytes", ""},
    // Names
    CatalogueEntry{200, kError, "unknown-type", "a type that is not declared", "",
                   "declare it as enum or struct, or use a primitive type: bool byte sbyte short "
                   "ushort int uint long ulong char float double UIntPtr",
                   "contract C { in message M(strnig s); state S: M? -> S; }"},
    CatalogueEntry{201, kError, "unknown-message", "a rule names a message that is not declared",
                   "", "declare the message, or correct the name",
                   IN_CONTRACT("state S: N? -> S;")},
    CatalogueEntry{202, kError, "unknown-state", "a state that is not declared", "",
                   "declare the state, or correct the name", IN_CONTRACT("state S: M? -> T;")},
    CatalogueEntry{203, kError, "unknown-name", "an expression names nothing known", "",
                   "use a parameter of the message, a constant of the contract, or ENUM.ENUMERATOR",
                   "contract C { in message M(int x) requires y > 0; state S: M? -> S; }"},
    CatalogueEntry{204, kError, "duplicate", "a name declared twice",
                   "Which of the two is meant would depend on who reads it.",
                   "rename or remove one", IN_CONTRACT("in message M();\nstate S: M? -> R! -> S;")},
    CatalogueEntry{205, kError, "case-collision", "two names that differ in case only",
                   "People and some file systems take them for one.", "rename one",
                   IN_CONTRACT("in message m();\nstate S: M? -> R! -> S;")},
    CatalogueEntry{206, kError, "unknown-contract", "a contract that is not declared", "",
                   "declare it, import its file, or correct the name",
                   "contract C { in message M(D.Exp:S! e); state S: M? -> S; }"},
    CatalogueEntry{207, kError, "nothing-inside",
                   "a contract without messages or states, or an enum without values",
                   "It describes no conversation, or no value.", "declare at least one",
                   "contract C { }"},
    // 208 was: contracts that pass each other's endpoints. They are identified together now.
    CatalogueEntry{
        209, kError, "circular-declarations", "declarations that need each other to be complete",
        "In C++ one of the two must come first.",
        "declare the shared struct or enum outside of both contracts, and endpoints not in it",
        "contract A {\nstruct P { int x; }\nin message M(B.Q q);\nstate S: M? -> E;\nstate E: "
        ";\n}\ncontract B {\nstruct Q { A.P p; }\nin message M(Q q);\nstate S: M? -> E;\nstate E: "
        ";\n}"},
    CatalogueEntry{211, kError, "unknown-annotation", "an annotation that does not exist",
                   "A misspelt annotation would be a promise that nobody keeps.",
                   "use [idempotent], [session], [priority(n)], [deprecated(\"...\")] or [entry]",
                   "[fast] contract C { }"},
    CatalogueEntry{212, kError, "misplaced-annotation",
                   "an annotation where it means nothing, or with wrong arguments", "",
                   "move it to where it applies", "[entry] contract C { }"},
    CatalogueEntry{213, kError, "one-name-in-cpp", "two names that are one name in C++",
                   "Names that C++ reserves get an underscore at the end, and underscores in a row "
                   "become one.",
                   "rename one", "enum delete { A }\nenum delete_ { A }"},
    // Types and values
    CatalogueEntry{300, kError, "type-mismatch", "an operator does not fit its operands",
                   "Nothing is converted silently: a condition that two compilers read differently "
                   "protects nobody.",
                   "make both sides the same kind of value",
                   "contract C { in message M(bool b) requires b > 0; state S: M? -> S; }"},
    CatalogueEntry{301, kError, "does-not-fit", "a value that its type cannot hold", "",
                   "use a wider type or another value",
                   IN_CONTRACT("const byte B = 256;\nstate S: M? -> R! -> S;")},
    CatalogueEntry{302, kError, "condition-not-bool", "a `requires` that is not a condition", "",
                   "compare it with something",
                   "contract C { in message M(int x) requires x + 1; state S: M? -> S; }"},
    CatalogueEntry{303, kError, "not-exchangeable", "a type that cannot be used here",
                   "Only values, owned exchange memory and endpoints in a known state can cross a "
                   "channel: all else would be shared memory.",
                   "use a value type, `T[]! in ExHeap`, `T*! in ExHeap`, or `C.Exp:State!`",
                   "contract C { in message M(byte[] b); state S: M? -> S; }"},
    CatalogueEntry{304, kError, "recursive-struct", "a struct that contains itself",
                   "It would have no finite size.", "remove the field", "struct A { A a; }"},
    CatalogueEntry{305, kError, "bad-divisor", "a divisor or shift count that could trap",
                   "Conditions are evaluated on every send, so they must not be able to fault.",
                   "divide by a constant other than 0 and -1; shift by a constant from 0 to 63",
                   "contract C { in message M(int x) requires 10 / x > 2; state S: M? -> S; }"},
    CatalogueEntry{306, kError, "message-too-large", "a message of more than 2048 bytes",
                   "Message slots are made when the channel is; a send never allocates.",
                   "pass the data as `T[]! in ExHeap`", ""},
    CatalogueEntry{307, kError, "no-value-yet", "a constant that has no value at this point", "",
                   "declare it above, with a correct value",
                   IN_CONTRACT("const int A = B;\nconst int B = 1;\nstate S: M? -> R! -> S;")},
    CatalogueEntry{
        308, kError, "owner-in-exchange-memory",
        "exchange memory that would own endpoints, or in more than eight layers",
        "A send moves the endpoints that the message itself holds, a bounded number at places "
        "that the kernel's table lists. What lies in exchange memory stays writable for its owner, "
        "so the kernel keeps a record of its own of which block is inside of which, and of "
        "endpoints it has none.",
        "pass endpoints as parameters, or in structs that travel by value",
        "contract C { out message R(); in message M(Imp:S[]! in ExHeap all); state S: M? -> R! -> "
        "S; }"},
    CatalogueEntry{309, kError, "element-too-large",
                   "an element of exchange memory of more than 4096 bytes",
                   "Elements are read and written whole, by value.",
                   "split the element, or pass a vector of smaller ones", ""},
    CatalogueEntry{310, kError, "conditions-too-long",
                   "the conditions of a message have more than 4096 bytes, blanks apart",
                   "They are compiled into every send and every receive of the message.",
                   "use fewer, or check the rest where the message is used", ""},
    // Protocol
    CatalogueEntry{
        400, kError, "wrong-direction", "a message used against its direction",
        "`M?` means that the exporter receives M, which an out message never lets it do.",
        "turn the action or the declaration round", IN_CONTRACT("state S: R? -> S;")},
    CatalogueEntry{401, kError, "race", "a state that both sends and receives",
                   "Both sides could send at once, and would then be in different states.",
                   "split the state: let one side speak at a time",
                   IN_CONTRACT("state S: one { M? -> S; R! -> S; }")},
    CatalogueEntry{402, kError, "ambiguous-rules",
                   "two rules of a state that begin with the same message",
                   "After it, the two sides could be in different states.",
                   "join the rules, and let them differ after the message",
                   IN_CONTRACT("state S: one { M? -> R! -> S; M? -> S; }")},
    CatalogueEntry{
        403, kError, "unbounded-queue", "a cycle of states in which one side only sends",
        "All message slots are made with the channel; an unbounded number of them cannot be.",
        "let the other side answer somewhere on the cycle",
        "contract C { in message M(); state S: M? -> S; }"},
    CatalogueEntry{404, kError, "unreachable-state", "a state that no entry state leads to",
                   "Nobody can ever be in it, so a rule is missing or the state is.",
                   "lead a rule to it, mark it [entry], or remove it",
                   IN_CONTRACT("state S: M? -> R! -> S;\nstate T: M? -> R! -> T;")},
    CatalogueEntry{405, kError, "endless-call",
                   "a subroutine that calls itself, or a state that begins with itself",
                   "Subroutines are expanded; a recursive one has no end, and the kernel's "
                   "automaton is finite.",
                   "go on to the state (as the last step of a rule) instead of calling it",
                   IN_CONTRACT("state S: M? -> SUB -> S;\nstate SUB: R! -> SUB -> M?;")},
    CatalogueEntry{407, kError, "too-many-states", "more than 65534 states after expansion",
                   "Nested subroutines multiply; the kernel's table numbers states in 16 bits.",
                   "call fewer subroutines from within subroutines", ""},
    CatalogueEntry{408, kError, "bound-too-large", "more than 64 messages can be in flight one way",
                   "Each needs a slot in every channel of this contract.",
                   "let the other side answer in between, or pass one vector", ""},
    CatalogueEntry{409, kError, "too-many-messages", "more than 4096 messages in a contract", "",
                   "split the contract", ""},
    CatalogueEntry{410, kError, "mixed-choice", "a choice between sends and receives",
                   "It would be a state that both sends and receives.", "write two states",
                   IN_CONTRACT("state S: (M? or R!) -> S;")},
    CatalogueEntry{411, kError, "far-from-a-name",
                   "an implied state lies too many steps behind a declared one",
                   "Implied states are named after the way to them, and reports must stay readable "
                   "(199 bytes are the most).",
                   "declare a state in the middle and let the rule go on to it", ""},
    CatalogueEntry{
        412, kError, "never-returns", "steps after a call of a state that never returns",
        "All rules of the called state go on to other states, so what follows the call is never "
        "reached.",
        "end a rule of the called state without a target, or make the call the last step",
        IN_CONTRACT("state S: M? -> R! -> T -> M? -> S;\nstate T: M? -> R! -> S;")},
    // Inheritance
    CatalogueEntry{500, kError, "inheritance-cycle", "a contract that inherits from itself", "",
                   "remove one of the bases on the way", "contract A : A { }"},
    CatalogueEntry{
        501, kError, "nothing-to-override", "`override state` where no base has the state", "",
        "remove `override`, or correct the name", IN_CONTRACT("override state S: M? -> R! -> S;")},
    CatalogueEntry{502, kError, "missing-override", "a state of the base declared again",
                   "It would be unclear whether rules are added or replaced.",
                   "say `override state` to add rules", ""},
    CatalogueEntry{
        503, kError, "cannot-override",
        "an overridden state whose rules do not all begin with an exporter send",
        "A client of the base contract must never have to choose a message that it does not know.",
        "override a state in which the exporter sends", ""},
    CatalogueEntry{504, kError, "override-repeats",
                   "an added rule begins with a message that the base state already uses",
                   "The two rules would be ambiguous.", "begin the added rule with another message",
                   ""},
    CatalogueEntry{505, kError, "message-redeclared", "a message that a base already declares",
                   "Inherited messages are part of the contract as they are.",
                   "use the base's message, or rename this one", ""},
    // Warnings
    CatalogueEntry{600, kWarning, "unused-message", "a message that no rule uses",
                   "Nobody can ever send it.", "use it in a rule or remove it",
                   IN_CONTRACT("state S: M? -> E;\nstate E: ;")},
    CatalogueEntry{
        601, kWarning, "silent-end", "a rule that ends without a state, outside a subroutine",
        "The conversation ends there, in a state without a name, which may not be what was meant.",
        "end the rule with a state; an empty state ends a conversation visibly",
        IN_CONTRACT("state S: M? -> R!;")},
    CatalogueEntry{602, kWarning, "own-kind",
                   "endpoints of a contract travel over channels of the same contract",
                   "Channels could come to own each other in a circle that nobody can reach any "
                   "more; it is reclaimed only with the process.",
                   "pass them over another contract if you can", ""},
    CatalogueEntry{603, kWarning, "no-end", "no final state can be reached",
                   "The conversation can only end by closing. For a service that is often right: "
                   "then a final state documents it.",
                   "add a message that leads to a final state",
                   IN_CONTRACT("state S: M? -> R! -> S;")},
    CatalogueEntry{604, kWarning, "shadowed-constant",
                   "a constant or a parameter hides a constant of the contract or its bases",
                   "Which of the two a condition means is easily misread.", "rename it", ""},
};

#undef IN_CONTRACT

}  // namespace

std::span<const CatalogueEntry> catalogue() {
  return kEntries;
}

const CatalogueEntry* find_catalogue_entry(int number) {
  const auto found = std::ranges::find(kEntries, number, &CatalogueEntry::number);
  return found == kEntries.end() ? nullptr : &*found;
}

const CatalogueEntry& catalogue_entry(int number) {
  const CatalogueEntry* entry = find_catalogue_entry(number);
  if (entry == nullptr) std::abort();
  return *entry;
}

}  // namespace contracts
