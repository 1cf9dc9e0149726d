"""Tests of the harness itself: that the gate fails when it must, and that figures come out of logs as they went in."""
import pathlib
import sys
import unittest
import xml.dom.minidom

sys.path[:0] = [str(pathlib.Path(__file__).parent / folder) for folder in ("harness", "linux")]
import documents  # noqa: E402: the folders above are needed first
import gate  # noqa: E402
import machines  # noqa: E402
import plots  # noqa: E402
from make_initramfs import initramfs  # noqa: E402
from results import Result  # noqa: E402
import table  # noqa: E402


def counted(median, op="yield", size=0, via="", where="qemu", **more):
    return Result(op, where, "instructions", (median,) * 3, 3000, size, via, **more)


class Gate(unittest.TestCase):
    LIMITS = {"tolerance_percent": 3, "instructions": {"yield": 100.0}, "flat": {"65536": 1.1}}

    def test_a_dearer_operation_fails(self):
        self.assertEqual(list(gate.check_counts([counted(102.9)], self.LIMITS)), [])
        self.assertIn("above the recorded", next(gate.check_counts([counted(103.1)], self.LIMITS)))

    def test_what_is_not_recorded_or_no_longer_measured_fails(self):
        found = list(gate.check_counts([counted(1.0, "mutex")], self.LIMITS))
        self.assertEqual([f.split(": ")[1] for f in found], ["no count is recorded", "recorded, and no longer measured"])

    def test_two_runs_that_differ_fail(self):
        self.assertEqual(list(gate.check_repeatable([counted(5.0)], [counted(5.0)])), [])
        self.assertIn("differ", next(gate.check_repeatable([counted(5.0)], [counted(5.01)])))

    def test_growth_with_size_fails(self):
        def trips(large):
            return [counted(100.0, "request-reply", 4, "block"), counted(large, "request-reply", 65536, "block")]
        self.assertEqual(list(gate.check_flat(trips(109.0), self.LIMITS)), [])
        self.assertIn("1.110 times", next(gate.check_flat(trips(111.0), self.LIMITS)))


class Figures(unittest.TestCase):
    def test_a_log_gives_its_batches(self):
        log = "bulkhead: version\nyield 10 1 2\nsample 10 1630\nsample 10 1640\nready\nquit\nready\n"
        self.assertEqual(machines.parse_script_log(log), [(("yield", "10", "1", "2"), [(10, 1630), (10, 1640)])])

    def test_statistics(self):
        result = Result("yield", "hosted", "cycles", tuple(range(1, 31)), 30)
        self.assertEqual((result.least, result.median, result.p99), (1, 15.5, 30))
        self.assertEqual(result.line(), '{"op": "yield", "where": "hosted", "cycles": 15.5, "n": 30, "min": 1, "median": 15.5, "p99": 30, "bytes": 0}')

    def test_linux_stands_beside_the_right_row(self):
        results = [counted(10, "request-reply", 4, "slot"), counted(20, "request-reply", 4, "block"), counted(500, "request-reply", 4, "pipe", "qemu-linux", beside="slot")]
        self.assertEqual([row[-1] for row in table.rows(results)], ["50.0", ""])

    def test_charts_are_well_formed(self):
        chart = plots.Chart("a < b & c", "x", "y", (plots.Line("one", ((4, 100), (65536, 120))), plots.Line("two", ((4, 9000), (65536, 80000)))), table.size_text)
        text = plots.svg(chart)
        xml.dom.minidom.parseString(text)
        self.assertIn("a &lt; b &amp; c", text)

    def test_a_page_without_the_place_is_an_error(self):
        self.assertEqual(documents.replaced("<!-- bench: qemu -->\nold\n<!-- end -->", "qemu", "new"), "<!-- bench: qemu -->\nnew\n<!-- end -->")
        with self.assertRaises(machines.BenchError):
            documents.replaced("nothing", "qemu", "new")

    def test_initramfs_is_cpio(self):
        archive = initramfs(b"program", "script\n")
        self.assertEqual(archive.count(b"070701"), 5)
        self.assertEqual(len(archive) % 4, 0)
        self.assertIn(b"TRAILER!!!", archive)


if __name__ == "__main__":
    unittest.main()
