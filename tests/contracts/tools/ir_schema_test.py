"""Every IR that contractc prints satisfies docs/formats/contract-ir.schema.json, and every field in it is named there.

The validator knows the few words of JSON Schema that our schema uses, and refuses any other; it is itself tried on broken documents.
usage: ir_schema_test.py CONTRACTC ROOT
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

CONTRACTC, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
SCHEMA = json.loads((ROOT / "docs/formats/contract-ir.schema.json").read_text())
KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "number": (int, float), "integer": int}
ANNOTATIONS = {"description", "title", "$schema", "$defs"}
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def has_kind(value, kind):
    return isinstance(value, KINDS[kind]) and (kind not in ("integer", "number") or not isinstance(value, bool))


def faults(value, schema, at):
    """What is wrong with `value`; fields that the schema does not name count as faults, so that it is complete."""
    known = ANNOTATIONS | {"$ref", "type", "const", "enum", "required", "properties", "items", "minItems", "minimum", "maximum", "pattern"}
    if set(schema) - known:
        sys.exit(f"the schema uses {set(schema) - known}, which this validator does not know")
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], at)
    out = []
    kinds = schema.get("type", [])
    if kinds and not any(has_kind(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return [f"{at}: {value!r} is no {kinds}"]
    if "const" in schema and (value != schema["const"] or type(value) is not type(schema["const"])):
        out.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "minimum" in schema and value < schema["minimum"] or "maximum" in schema and value > schema["maximum"]:
        out.append(f"{at}: {value!r} is out of range")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        out.append(f"{at}: {value!r} does not match {schema['pattern']}")
    if isinstance(value, dict):
        out += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, each in value.items():
            if name in schema.get("properties", {}):
                out += faults(each, schema["properties"][name], f"{at}.{name}")
            else:
                out.append(f"{at}: {name} is not in the schema; add it to docs/formats/contract-ir.schema.json")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            out.append(f"{at}: too few")
        for i, each in enumerate(value):
            out += faults(each, schema.get("items", {}), f"{at}[{i}]")
    return out


def check_meaning(name, ir):
    """What a schema cannot say: indices point at what they name."""
    for contract in ir["contracts"]:
        messages, states = contract["messages"], contract["states"]
        expect([m["index"] for m in messages] == list(range(len(messages))), f"{name}: message indices")
        expect([s["index"] for s in states] == list(range(len(states))), f"{name}: state indices")
        for state in states:
            expect(state["entry"] == (state["index"] in contract["entries"]), f"{name}: entry of {state['name']}")
            expect((state["kind"] == "final") == (not state["edges"]), f"{name}: kind of {state['name']}")
            for edge in state["edges"]:
                expect(messages[edge["message"]]["name"] == edge["message_name"], f"{name}: edge's message")
                expect(states[edge["next"]]["name"] == edge["next_name"], f"{name}: edge's state")


def check_validator(ir):
    """Each of these must be refused, or the test above says nothing."""
    def broken(change):
        document = copy.deepcopy(ir)
        change(document, document["contracts"][0])
        return document

    changes = {
        "another format": lambda d, c: d.update(format="x"),
        "a version that is true": lambda d, c: d.update(version=True),
        "no messages": lambda d, c: c.pop("messages"),
        "a short hash": lambda d, c: c.update(hash="00"),
        "a direction of its own": lambda d, c: c["messages"][0].update(direction="up"),
        "a negative index": lambda d, c: c["states"][0].update(index=-1),
        "a text for a number": lambda d, c: c["messages"][0].update(bytes="8"),
        "a true for a number": lambda d, c: c["messages"][0].update(bytes=True),
        "an unknown field": lambda d, c: c["states"][0]["edges"][0].update(colour="red"),
        "no states": lambda d, c: c.update(states=[]),
    }
    for name, change in changes.items():
        expect(faults(broken(change), SCHEMA, "ir"), f"the validator accepts {name}")


checked = 0
for each in sorted(ROOT.glob("contracts/**/*.contract")) + sorted(ROOT.glob("tests/contracts/**/*.contract")):
    done = subprocess.run([CONTRACTC, "ir", str(each)], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        expect(not done.stdout, f"{each.name}: refused, and yet printed")
        continue
    document = json.loads(done.stdout)
    failures += [f"{each.name}: {fault}" for fault in faults(document, SCHEMA, "ir")]
    check_meaning(each.name, document)
    if each.name == "c1.contract":
        check_validator(document)
    checked += 1
print(f"{checked} documents checked")
expect(checked >= 25, "too few documents")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(1 if failures else 0)
