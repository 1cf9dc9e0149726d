#!/usr/bin/env bash
# Documentation quotes the tree: after `<!-- include: PATH -->` comes a fenced block with the text of PATH, or, after `PATH#NAME`, what stands
# in it between the lines `// example: NAME` and `// example: end`. Fails if one differs; --fix writes
# the files' text into the documents instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mode=${1:-check}
mapfile -t documents < <(grep -rl --include='*.md' '^<!-- include: ' docs README.md 2>/dev/null | sort)
if [[ ${#documents[@]} -eq 0 ]]; then
  echo "check_includes: no document quotes a file; is this the root of the tree?" >&2
  exit 1
fi

# Prints a document with every quoted block replaced by its file's text.
quote_anew() {
  awk '
    /^<!-- include: .* -->$/ { path = $0; sub(/^<!-- include: /, "", path); sub(/ -->$/, "", path); name = ""
      if (split(path, parts, "#") == 2) { path = parts[1]; name = "// example: " parts[2] }
      print; waiting = 1; next }
    waiting && /^```/ { print; waiting = 0; inside = 1
      quoting = name == ""; found = quoting
      while ((status = (getline line < path)) > 0) {
        if (name != "" && (line == name || line == "// example: end")) { quoting = line == name; found = found || quoting }
        else if (quoting) print line
      }
      if (!found) { print FILENAME ": there is no \"" name "\" in " path > "/dev/stderr"; exit 1 }
      if (status < 0) { print FILENAME ": quotes " path ", which cannot be read" > "/dev/stderr"; exit 1 }
      close(path); next }
    inside && /^```$/ { print; inside = 0; next }
    inside { next }
    { print }' "$1"
}

status=0
for document in "${documents[@]}"; do
  wanted=$(mktemp)
  quote_anew "$document" >"$wanted" || status=1
  if [[ $mode == --fix ]]; then
    cat "$wanted" >"$document"
  elif ! diff -u --label "$document" --label "what it should quote" "$document" "$wanted"; then
    echo "$document: what it quotes is not what is in the tree; run tests/docs/check_includes.sh --fix" >&2
    status=1
  fi
  rm -f "$wanted"
done
exit "$status"
