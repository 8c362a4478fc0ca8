"""How time and memory of `workbook results --months 12` grow with a council: run by hand, never part of the tests.

    .venv/bin/python tests/benchmarks/growth.py [--sizes 1 4 16]

Each size is the made-up council of 2,000 children in care so many times over, every copy with children of its own. Loading
and computing are timed apart, each size in a process of its own, so that its peak of memory is its own. Ratios are to the
first size, in the same run.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILDREN = 2_000
MONTHS = 12
MEGABYTE = 1024 * 1024


def measure(folder: Path) -> dict[str, float]:
    """Seconds of loading and of computing, peak memory in megabytes, rows read, for an extract's folder."""
    import psutil

    from helpers.cohorts.known import Known
    from helpers.indicators import INDICATORS
    from helpers.load.extract import load_extract
    from helpers.results import compute_results

    start = time.perf_counter()
    data = load_extract(folder)
    loaded = time.perf_counter()
    results = compute_results(INDICATORS.values(), Known(data, tuple(data.month.back_to(MONTHS))))
    done = time.perf_counter()
    memory = psutil.Process().memory_info()
    return {
        "rows": sum(table.rows_in_file for table in data.tables.values()),
        "figures": len(results.frame),
        "load": loaded - start,
        "compute": done - loaded,
        "memory": getattr(memory, "peak_wset", 0) / MEGABYTE or _peak(),
    }


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def multiply(council: Path, folder: Path, times: int) -> None:
    """Write a council's extract so many times over, the persons and keys of each copy marked as its own."""
    from helpers.terms.tables import TABLES, ColumnKind

    folder.mkdir()
    for path in council.iterdir():
        terms = TABLES.get(path.stem)
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        kinds = (ColumnKind.PERSON, ColumnKind.ID)
        keys = [at for at, name in enumerate(header) if terms and terms.columns.get(name) in kinds]
        if path.suffix != ".csv" or not keys:
            shutil.copy(path, folder)
            continue
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for copy in range(times):
                for row in rows:
                    writer.writerow([f"{copy}-{cell}" if at in keys and cell else cell for at, cell in enumerate(row)])


def main() -> None:
    """Make the councils, measure each and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--measure", type=Path)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure)))
        return
    from helpers.demo import make_demo

    print("size  rows read  load s  compute s  compute/load  peak MB  rows x  time x  memory x")
    first: dict[str, float] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "extract"
            make_demo(Path(temporary) / "council", children_in_care=CHILDREN)
            multiply(Path(temporary) / "council", folder, size)
            command = [sys.executable, __file__, "--measure", str(folder)]
            now = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        now["time"] = now["load"] + now["compute"]
        first = first or now
        times = " ".join(f"{now[name] / first[name]:7.1f}" for name in ("rows", "time", "memory"))
        print(
            f"{size:4}  {now['rows']:9,}  {now['load']:6.2f}  {now['compute']:9.2f}  "
            f"{now['compute'] / now['load']:12.2f}  {now['memory']:7.0f}  {times}"
        )


if __name__ == "__main__":
    main()
