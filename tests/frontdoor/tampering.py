"""One flipped bit anywhere in the demo image: sipverify and the kernel both refuse it, and neither crashes.

tampering.py BUILD IMAGE PUBLIC_KEY. 60 places spread over the image and some in the header and certificate
pages; verifier.tampering and kernel-unit try every byte of those pages, and 5,000 bits elsewhere, in-process.
"""
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

IMAGE_REFUSED = 37
build, image, key = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
good = image.read_bytes()
places = [len(good) * i // 60 for i in range(60)] + list(range(0, 48, 16)) + list(range(4096, 4296, 25))


def complaints(folder, place):
    changed = bytearray(good)
    changed[place] ^= 1 << (place % 8)
    path = pathlib.Path(folder) / f"{place}.img"
    path.write_bytes(changed)
    verifier = subprocess.run([build / "bin/sipverify", "check", path, "--public-key", key], capture_output=True, text=True)
    if verifier.returncode != 1 or "BV01" not in verifier.stderr + verifier.stdout:
        yield f"bit {place % 8} of byte {place}: sipverify ended with {verifier.returncode}, without a BV01xx"
    kernel = subprocess.run([build / "bin/bulkhead-hosted", path, "--command-line", "headless"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if kernel.returncode != IMAGE_REFUSED or "bulkhead: image refused: [K-" not in kernel.stdout:
        yield f"bit {place % 8} of byte {place}: the kernel ended with {kernel.returncode}"
    path.unlink()


with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    found = [c for some in pool.map(lambda p: list(complaints(folder, p)), places) for c in some]
print("\n".join(found))
print(f"{len(places)} flipped bits, {len(found)} complaints")
sys.exit(1 if found else 0)
