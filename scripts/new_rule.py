#!/usr/bin/env python3
# Scaffolds a rule of the dialect checker: `scripts/new_rule.py 0411 kebab-case-id`. Makes the rule's file, a first
# reject program and its accepted twin, and adds the rule to the enumeration, the registry and the build. What it
# cannot know stands as text between << and >>, which the build or the tests refuse until it is written.
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKER = ROOT / "sipc/checker"
TESTS = ROOT / "tests/checker"
FAMILIES = {"01": "pointers", "02": "casts", "03": "initialisation", "04": "references", "05": "linear",
            "06": "shared_state", "07": "escapes", "08": "trust"}

RULE = """// {id}: <<what it refuses, and which attack that stops>>.
#include "rules/rule.hpp"

namespace bulkhead::checker {{

namespace {{

class {type}Rule : public AstRule {{
 public:
  using AstRule::AstRule;

  void on_stmt(const clang::Stmt& stmt, clang::SourceLocation place) override {{
    <<if (...) report(Rule::k{type}, place, "what was found");>>
  }}
}};

}}  // namespace

std::unique_ptr<AstRule> make_{name}_rule(Checker& checker) {{
  return std::make_unique<{type}Rule>(checker);
}}

}}  // namespace bulkhead::checker
"""

ENTRY = """      {{Rule::k{type}, "{id}", "<<what it forbids>>.", "<<the attack>>.",
       "<<what to write instead>>", "<<refused>>", "<<accepted>>"}},
"""


def fail(text):
    print(f"new_rule: {text}", file=sys.stderr)
    sys.exit(2)


def edit(path, change):
    before = path.read_text()
    after = change(before)
    if after == before:
        fail(f"{path.relative_to(ROOT)}: the place to add the rule was not found; the file has changed its form")
    path.write_text(after)


def add_to_enumeration(text, number, type_name):
    """After the last rule with a smaller number."""
    places = [m for m in re.finditer(r"  k\w+ = (\d+),\n", text) if int(m.group(1)) < number]
    if any(int(m.group(1)) == number for m in re.finditer(r"  k\w+ = (\d+),\n", text)):
        fail(f"BD{number:04} exists already; numbers are permanent, take the next free one")
    at = places[-1].end()
    return f"{text[:at]}  k{type_name} = {number},\n{text[at:]}"


def main():
    if len(sys.argv) != 3 or not re.fullmatch(r"\d{4}", sys.argv[1]) or not re.fullmatch(r"[a-z]+(-[a-z]+)*", sys.argv[2]):
        fail("usage: scripts/new_rule.py NNNN kebab-case-id, for example 0411 stale-view")
    digits, rule_id = sys.argv[1:]
    family = FAMILIES.get(digits[:2]) or fail(f"no family BD{digits[:2]}xx; there are {', '.join(FAMILIES)}")
    name = rule_id.replace("-", "_")
    type_name = "".join(part.capitalize() for part in rule_id.split("-"))
    rule_file = CHECKER / f"rules/{name}.cpp"
    if rule_file.exists():
        fail(f"{rule_file.relative_to(ROOT)} exists already; choose another id")

    edit(CHECKER / "catalogue/catalogue.hpp", lambda t: add_to_enumeration(t, int(digits), type_name))
    edit(CHECKER / f"catalogue/{family}.cpp",
         lambda t: t.replace("  };\n  return kRules;", ENTRY.format(type=type_name, id=rule_id) + "  };\n  return kRules;", 1))
    declaration = f"std::unique_ptr<AstRule> make_{name}_rule(Checker& checker);\n"
    edit(CHECKER / "rules/rule.hpp", lambda t: t.replace("\n}  // namespace", f"{declaration}\n}}  // namespace", 1))
    edit(CHECKER / "rules/registry.cpp",
         lambda t: t.replace("  return rules;", f"  rules.push_back(make_{name}_rule(checker));\n  return rules;", 1))
    edit(CHECKER / "CMakeLists.txt",
         lambda t: t.replace("  rules/preprocessor.cpp", f"  rules/{name}.cpp rules/preprocessor.cpp", 1))
    rule_file.write_text(RULE.format(id=rule_id, type=type_name, name=name))
    (TESTS / f"reject/BD{digits}_first_1.cpp").write_text(
        f"// expect BD{digits}\n#error write the smallest program that it must refuse, then seven that evade it\n")
    (TESTS / f"accept/{name}.cpp").write_text("// <<what only just passes>>\n#error write it\n")
    print(f"BD{digits} {rule_id}: fill in << >> and #error in the files that `git status` shows, then\n"
          "  bulkhead_checker_docs > docs/diagnostics/dialect.md, and a paragraph in sipc/checker/SOUNDNESS.md")


main()
