#!/usr/bin/env python3
"""What `sipverify check` costs on the demo system: at most two seconds of processor time, all its processes together. Prints it."""
import json
import resource
import subprocess
import sys

MOST_SECONDS = 2.0


def main():
    sipverify, image, key = sys.argv[1:]
    done = subprocess.run([sipverify, "check", image, "--public-key", key, "--format=json"], capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr)
        return 1
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    subjects = ", ".join(group["subject"] for group in json.loads(done.stdout)["groups"].values())
    print(f"sipverify check: {seconds:.2f} s of processor time, {used.ru_maxrss / 1024:.0f} MiB at most; {subjects}")
    return 0 if seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
