"""Times DuckDB and polars for Python on a call file that `benches/import.rs` made (`--keep FOLDER`), two threads each.

    pip install duckdb polars
    python benches/peers/import.py "FOLDER/calls, dates.csv" [ROUNDS]

Every reading runs in a process of its own; medians of time and peak memory are printed.
"""

import importlib
import os
import resource
import statistics
import subprocess
import sys
import time

THREADS = "2"


def read_duckdb(duckdb, path):
    connection = duckdb.connect(config={"threads": int(THREADS)})
    at = "TIMESTAMP" if "dates" in path else "BIGINT"
    columns = f"{{'from': 'VARCHAR', 'to': 'VARCHAR', 'at': '{at}', 'seconds': 'BIGINT'}}"
    connection.execute(f"CREATE TABLE calls AS SELECT * FROM read_csv('{path}', columns = {columns}, header = true)")
    return connection.execute("SELECT count(*) FROM calls").fetchone()[0]


def read_polars(polars, path):
    at = polars.Datetime("us") if "dates" in path else polars.Int64
    schema = {"from": polars.String, "to": polars.String, "at": at, "seconds": polars.Int64}
    return polars.read_csv(path, schema=schema).height


def child(name, path):
    library = importlib.import_module(name)
    begin = time.perf_counter()
    rows = {"duckdb": read_duckdb, "polars": read_polars}[name](library, path)
    seconds = time.perf_counter() - begin
    print(rows, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--case":
        return child(*sys.argv[2:])
    path, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    size = os.path.getsize(path)
    environment = dict(os.environ, POLARS_MAX_THREADS=THREADS)
    for name in ["duckdb", "polars"]:
        runs = []
        for _ in range(rounds):
            command = [sys.executable, __file__, "--case", name, path]
            runs.append([float(word) for word in subprocess.check_output(command, env=environment).split()])
        seconds = statistics.median(run[1] for run in runs)
        peak = statistics.median(run[2] for run in runs)
        print(
            f"{name:<8} {int(runs[0][0])} rows {seconds:.2f} s {size / 1e6 / seconds:.0f} MB/s"
            f"   peak {peak / 1e6:.0f} MB = {peak / size:.2f} x the file"
        )


if __name__ == "__main__":
    main()
