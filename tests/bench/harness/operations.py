"""What is measured, by whom, how often: the one table behind every mode of `./bulkhead bench`.

A measurement is an operation of the SIP `bench` (processes/bench) and its peers on Linux (tests/bench/linux). `command` is the word that either
program knows it by. `times` is the length of a batch; one line of output is a batch.
"""
from dataclasses import dataclass

BATCHES = 30
SIZES = (4, 64, 1024, 4096, 16384, 65536, 262144, 1048576)


@dataclass(frozen=True)
class Peer:
    """The same done by Linux: over a pipe, a socket pair, …"""
    via: str
    command: str
    times: int


@dataclass(frozen=True)
class Measurement:
    op: str
    command: str
    times: int
    bytes: int = 0
    via: str = ""
    peers: tuple[Peer, ...] = ()
    per_time: int = 1  # operations that one time stands for: both sides yield


def blocks():
    """Round trips that move a block of the exchange heap there and back; the cheaper a size is for Linux, the longer its batches."""
    for size in SIZES:
        times = max(40, 4_000 // max(1, size // 8192))  # Linux needs tens of microseconds, and more with the size
        peers = (Peer("pipe", "pipe", times), Peer("pipe, reply of 4 bytes", "pipe-one-way", times), Peer("socket pair", "socketpair", times // 2))
        if size == 4:
            peers = ()  # Linux stands beside the round trip by slot
        yield Measurement("request-reply", "request-reply-block", 100_000, size, "block", peers)


MEASUREMENTS = (
    Measurement("kernel-call", "kernel-call", 1_000_000, peers=(Peer("getppid", "kernel-call", 100_000),)),
    Measurement("yield", "yield", 100_000, peers=(Peer("sched_yield", "yield", 10_000),), per_time=2),
    Measurement("request-reply", "request-reply", 100_000, 4, "slot", (Peer("pipe", "pipe", 4_000), Peer("socket pair", "socketpair", 2_000))),
    *blocks(),
    Measurement("channel-create", "channel-create", 100_000, peers=(Peer("pipe", "channel-create", 4_000), Peer("socket pair", "socket-create", 2_000))),
    Measurement("exchange-alloc", "exchange-alloc", 10_000, 4096, peers=(Peer("mmap", "exchange-alloc", 4_000),)),
    Measurement("mutex", "mutex", 100_000, peers=(Peer("pthread mutex", "mutex", 100_000),)),
    Measurement("thread-create", "thread-create", 20_000, peers=(Peer("pthread", "thread-create", 1_000),)),
    Measurement("process-lifecycle", "process-lifecycle", 1_000, peers=(Peer("posix_spawn", "process-lifecycle", 100),)),
    Measurement("exchange-alloc", "exchange-alloc", 1_000, 65536, peers=(Peer("mmap", "exchange-alloc", 400),)),
)


# What is measured again among other SIPs, and how long hosted batches are then. The systems: tests/bench/systems.
SCALED = (
    Measurement("kernel-call", "kernel-call", 100_000),
    Measurement("request-reply", "request-reply", 20_000, 4, "slot"),
    Measurement("yield", "yield", 20_000, per_time=2),
    Measurement("yield", "yield-round", 200, via="all in turn"),
    Measurement("channel-create", "channel-create", 20_000),
    Measurement("exchange-alloc", "exchange-alloc", 2_000, 4096),
)


@dataclass(frozen=True)
class ScaledSystem:
    name: str
    setting: dict
    commands: tuple[str, ...]
    all_ready: int = 0  # so many SIPs share a round of yields
    cpus: int = 1


def scaled_systems():
    for count in (10, 100, 1000):
        yield ScaledSystem(f"bench_waiting_{count}", {"sips": count}, ("kernel-call", "request-reply", "yield", "channel-create", "exchange-alloc"))
        yield ScaledSystem(f"bench_ready_{count}", {"sips": count}, ("yield-round",), count - 1)
        yield ScaledSystem(f"bench_channels_{count * 100}", {"channels": count * 100}, ("request-reply", "channel-create"))
    for cpus in (1, 2):
        yield ScaledSystem("bench", {"cpus": cpus}, ("kernel-call", "request-reply", "channel-create", "exchange-alloc"), cpus=cpus)


def by_command(command, size):
    """The measurement that the SIP's own command line names (the script of manifests/systems/bench.toml)."""
    for measurement in MEASUREMENTS:
        if measurement.command == command and max(1, measurement.bytes) == size:
            return measurement
    raise KeyError(f"no measurement is called '{command}' with {size} bytes: add it to operations.py")
