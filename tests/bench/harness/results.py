"""A measured figure, and the line of JSON that it becomes."""
import json
import math
import statistics
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Result:
    op: str
    where: str          # hosted, linux, qemu, qemu-linux
    unit: str           # cycles (TSC ticks) or instructions (the guest's)
    samples: tuple      # cost of one operation, one for each batch
    n: int              # operations in all batches
    bytes: int = 0
    via: str = ""
    setting: dict = field(default_factory=dict)  # what was varied: sips, channels, cpus
    beside: str = ""                             # Linux: the `via` of ours that it stands beside

    @property
    def key(self):
        """What the gate's file calls it."""
        return "/".join(filter(None, (self.op, str(self.bytes or ""), self.via)))

    @property
    def median(self):
        return statistics.median(self.samples)

    @property
    def least(self):
        return min(self.samples)

    @property
    def p99(self):
        """Of the batches' means: the nearest rank."""
        return sorted(self.samples)[math.ceil(0.99 * len(self.samples)) - 1]

    def line(self):
        record = {"op": self.op, "where": self.where, self.unit: rounded(self.median), "n": self.n, "min": rounded(self.least),
                  "median": rounded(self.median), "p99": rounded(self.p99), "bytes": self.bytes}
        if self.via:
            record["via"] = self.via
        return json.dumps(record | self.setting)


def rounded(value):
    return round(value, 2)


def from_batches(measurement, where, unit, batches, via=None, per_time=1, setting=None):
    """`batches` are pairs of (times, counter) as `sample TIMES COUNTER` gives them."""
    samples = tuple(counter / (times * per_time) for times, counter in batches)
    return Result(measurement.op, where, unit, samples, sum(times * per_time for times, _ in batches), measurement.bytes,
                  measurement.via if via is None else via, setting or {}, measurement.via)
