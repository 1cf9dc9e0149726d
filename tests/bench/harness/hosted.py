"""Hosted figures in TSC ticks: the system `bench` in bulkhead-hosted and the Linux peer, both on one CPU, in turn batch by batch, so that what
the machine does meanwhile befalls both."""
from machines import BenchError, Companion, cpus, progress, progress_over
from operations import BATCHES, MEASUREMENTS
from results import from_batches

GOOD_END = 33  # hal::ExitCode::kSuccess
QUICK = 20     # a quick run has batches so much shorter


def measure_in_turn(measurement, ours, linux, batches, divisor):
    """One batch of ours, one of each peer, and again."""
    ours_found, peers_found = [], {peer: [] for peer in measurement.peers}
    for _ in range(batches):
        ours_found += ours.run(measurement.command, max(1, measurement.times // divisor), measurement.bytes)
        for peer, found in peers_found.items():
            found += linux.run(peer.command, max(1, peer.times // divisor), measurement.bytes)
    yield from_batches(measurement, "hosted", "cycles", ours_found, per_time=measurement.per_time)
    for peer, found in peers_found.items():
        yield from_batches(measurement, "linux", "cycles", found, via=peer.via, per_time=measurement.per_time)


def measure(build, quick=False, only=None):
    """Results of every measurement whose op is in `only` (all without it)."""
    cpu = cpus()
    ours = Companion([f"{build}/bin/bulkhead-hosted", f"{build}/images/bench.img"], cpu)
    linux = Companion([f"{build}/bin/linux_bench"], cpu)
    found = []
    for measurement in MEASUREMENTS:
        if only is None or measurement.op in only:
            progress(f"hosted: {measurement.op} {measurement.bytes or ''}")
            found += measure_in_turn(measurement, ours, linux, 5 if quick else BATCHES, QUICK if quick else 1)
    progress_over()
    linux.end()
    status, _ = ours.end()
    if status != GOOD_END:
        raise BenchError("BB0113", f"the hosted system ended with status {status}", "run it by hand: build/bin/bulkhead-hosted build/images/bench.img")
    return found
