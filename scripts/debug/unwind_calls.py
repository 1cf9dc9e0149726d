"""Runs inside gdb, for ./bulkhead gdb: backtraces that go on from a kernel call into the SIP that made it.

A call's entry stub leaves the SIP's stack for the CPU's own, which no debug information can express; where the SIP was is in the thread's
record, which %gs points at (hal/x86_64/trap/call_entries.S, Context in hal/include/hal/thread.hpp).
"""
import gdb
from gdb.unwinder import Unwinder

SAVED = {"rbx": 72, "rbp": 80, "r12": 88, "r13": 96, "r14": 104, "r15": 112}
CALL_RSP, STUBS, STUB_BYTES = 64, 128, 128


class FrameId:
    def __init__(self, sp, pc):
        self.sp, self.pc = sp, pc


def unsigned(value):
    return int(value) & (1 << 64) - 1


def word(address):
    return int.from_bytes(gdb.selected_inferior().read_memory(address, 8).tobytes(), "little")


class CallUnwinder(Unwinder):
    """For frames of an entry stub only; all others are gdb's own business."""

    def __init__(self):
        super().__init__("bulkhead-calls")
        self.first = unsigned(gdb.parse_and_eval("(unsigned long)&hal_call_entries"))

    def __call__(self, pending):
        rip, rsp = pending.read_register("rip"), pending.read_register("rsp")
        if not self.first < unsigned(rip) <= self.first + STUBS * STUB_BYTES:
            return None
        record = unsigned(pending.read_register("gs_base"))
        sip_rsp = word(record + CALL_RSP)
        caller = pending.create_unwind_info(FrameId(rsp, rip))
        caller.add_saved_register("rip", self.register(word(sip_rsp)))
        caller.add_saved_register("rsp", self.register(sip_rsp + 8))
        for name, offset in SAVED.items():
            caller.add_saved_register(name, self.register(word(record + offset)))
        return caller

    def register(self, bits):
        return gdb.Value(bits).cast(gdb.lookup_type("unsigned long"))


gdb.unwinder.register_unwinder(None, CallUnwinder(), replace=True)
