"""Table of what every sample holds against what is shown of it: `python -m tests.held [NAME]`."""

import argparse
import sys
from collections.abc import Iterator

from tests.held.catalogue import samples
from tests.held.report import Report, reports


def main() -> int:
    """Print the table; return 1 where a difference has no reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help="parts of the names of samples; without, all")
    parser.add_argument("--brief", action="store_true", help="print one line a sample")
    parser.add_argument(
        "--quick", action="store_true", help="run the program here, not in a process of its own"
    )
    asked = parser.parse_args()
    chosen = [each for each in samples()
              if not asked.name or any(name in each.name for name in asked.name)]  # fmt: skip
    found = [each for sample in chosen for each in reports(sample, in_own_process=not asked.quick)]
    print("sample | fact | held | shown | why they differ")  # noqa: T201
    for report in found:
        for line in _brief(report) if asked.brief else _rows(report):
            print(line)  # noqa: T201
    values = sum(each.compared.values for each in found)
    differ = sum(len(each.compared.differences) for each in found)
    faults = sum(len(each.unexplained) for each in found)
    print(f"{len(found):,} samples, {values:,} values, {differ:,} differ, {faults:,} unexplained")  # noqa: T201
    return 1 if faults else 0


def _brief(report: Report) -> Iterator[str]:
    held, shown = report.compared.sums.get("posts", (0, 0))
    why = "; ".join(dict.fromkeys(report.reasons.values()))
    values, differ = report.compared.values, len(report.compared.differences)
    yield f"{report.name} | posts | {held} | {shown} | {values:,} values, {differ} differ: {why}"
    yield from _faults(report)


def _rows(report: Report) -> Iterator[str]:
    for fact, (held, shown) in report.compared.sums.items():
        why = report.reasons.get(fact, "") if held != shown else ""
        yield f"{report.name} | {fact} | {held} | {shown} | {why}"
    for each in report.compared.differences:
        why = report.reasons.get(each.fact)
        if why and each not in report.unexplained:
            yield f"{report.name}, {each} | {why}"
    yield from _faults(report)


def _faults(report: Report) -> Iterator[str]:
    for each in report.unexplained[:10]:
        yield f"{report.name}, {each} | FAULT"


if __name__ == "__main__":
    sys.exit(main())
