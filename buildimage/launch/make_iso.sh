#!/usr/bin/env bash
# Makes a disc that GRUB boots: the same kernel.elf (its multiboot2 header), the system image as its one module, the kernel's words in grub.cfg.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: make_iso.sh KERNEL IMAGE COMMAND_LINE OUT

example: make_iso.sh build/kernel.elf build/images/demo.img headless build/images/demo.iso

status: 0 made; 1 a file is missing or GRUB failed (OUT is then as it was); 2 wrong usage
TEXT
}

fail() { printf 'make_iso.sh: [%s] %s\n' "$1" "$2" >&2; exit "${3:-1}"; }

if [[ ${1:-} == --help ]]; then usage; exit 0; fi
[[ $# -eq 4 ]] || fail BQ0001 'four arguments are needed (see make_iso.sh --help)' 2
readonly kernel=$1 image=$2 words=$3 out=$4
for file in "$kernel" "$image"; do
  [[ -f $file && -r $file ]] || fail BQ0002 "$file: no such file; build it first: ./bulkhead build"
done
# The words stand between quotes in grub.cfg, where these would mean something else.
[[ $words != *[\"\'\$\\]* && $words != *$'\n'* ]] || fail BQ0003 "the command line may hold no quotes, dollar signs, backslashes or line breaks: $words" 2

folder=$(mktemp -d)
trap 'rm -rf "$folder" "$out.part"' EXIT
mkdir -p "$folder/disc/boot/grub"
cp "$kernel" "$folder/disc/boot/kernel.elf"
cp "$image" "$folder/disc/boot/system.img"
cat >"$folder/disc/boot/grub/grub.cfg" <<TEXT
set timeout=0
menuentry "Bulkhead" {
  multiboot2 /boot/kernel.elf $words
  module2 /boot/system.img
  boot
}
TEXT
# BIOS only: with UEFI the same disc would need more of GRUB's modules, and QEMU boots BIOS.
modules=()
if [[ -d /usr/lib/grub/i386-pc ]]; then modules=(-d /usr/lib/grub/i386-pc); fi
if ! grub-mkrescue "${modules[@]}" --install-modules='multiboot2 normal iso9660 biosdisk' --locales='' --fonts='' --themes='' \
     -o "$folder/out.iso" "$folder/disc" >"$folder/log" 2>&1; then
  cat "$folder/log" >&2
  fail BQ0004 'grub-mkrescue failed; see above (packages: grub-pc-bin, grub-common, xorriso, mtools)'
fi
# First beside OUT, so that OUT is whole at any time.
{ mv "$folder/out.iso" "$out.part" && mv "$out.part" "$out"; } || fail BQ0005 "$out: cannot be written"
