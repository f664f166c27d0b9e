"""Sets our choice of fifty people beside public programs on one edge list and prints a table of time and reach.

Install:  python3 -m venv FOLDER && FOLDER/bin/pip install cynetdiff==0.1.18 pynetim==0.5.5
Build:    OPIM 1.1 (github.com/tangj90/OPIM), with g++ -std=c++14 -O3 -march=native
          cargo bench --bench choose --no-run, which says where the program is
Run:      FOLDER/bin/python benches/peers/douban.py soc-douban.mtx --ours PROGRAM [--opim PROGRAM] [--slow] [--patience SECONDS]

Weighted cascade over both directions of each tie. Each program runs three times, in turns, in a process of its own, and
the run of middle time counts; fewer times where its runs took more than half of `--patience` (ten minutes), which the
table says. Whoever is left out or fails has a line that says so, and so has whoever takes longer than `--patience`.
`--slow` adds what is written in Python alone. Reach is the mean of 20,000 cascades of cynetdiff, for everybody alike.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

COUNT, TIMES = 50, 3


def ties(path):
    """Number of people, and pairs counted from nought."""
    with open(path, encoding="ascii") as file:
        lines = [line.split() for line in file if not line.startswith("%")]
    return int(lines[0][0]), [(int(line[0]) - 1, int(line[1]) - 1) for line in lines[1:]]


def call(command, threads, patience=None, folder=None):
    """What a program prints, and its processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    world = {**os.environ, "RAYON_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    said = subprocess.run(command, env=world, cwd=folder, capture_output=True, text=True, timeout=patience, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if said.returncode:
        raise RuntimeError((said.stderr.strip().splitlines() or ["failed"])[-1])
    return said.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(program, data, tolerance, threads, patience):
    said, _ = call([os.path.abspath(program), "--bench", data, "--ids", str(tolerance)], threads, patience)
    found = json.loads(said.splitlines()[-1])
    return {**found, "load": found["read"]}


def opim(program, folder, tolerance, patience):
    """The peer's own clock, which begins after loading; its loading is of its own binary file."""
    said, cpu = call([os.path.abspath(program), "-func=1", "-gname=ties", "-dir=.", "-alg=opim-c", f"-eps={tolerance}",
                      f"-seedsize={COUNT}", "-outpath=found"], 1, patience, folder)
    seconds = float(re.search(r"Time \(sec\): (\S+)", said)[1])
    # What is not choosing: loading, and where the program has it a last estimate.
    other = [float(word) for word in re.findall(r"time used \(sec\): (\S+)", said)]
    with open(glob.glob(os.path.join(folder, "found/seed/seed_*"))[0], encoding="ascii") as file:
        ids = [int(word) for word in file.read().split()]
    sets = int(re.findall(r"#RR sets: (\d+)", said)[-1]) // 2
    cpu *= seconds / (seconds + sum(other))
    return {"seconds": seconds, "cpu": cpu, "load": other[0], "sets": sets, "ids": ids}


def python_peer(data, name, tolerance):
    """Runs in a process of its own."""
    begin = time.perf_counter()
    n, pairs = ties(data)
    if name == "pynetim, all Python":
        import networkx
        from pynetim.py.algorithms import IMMAlgorithm
        from pynetim.py.graph import IMGraphPy
        network = networkx.DiGraph(pairs + [(b, a) for a, b in pairs])
        method = IMMAlgorithm(IMGraphPy(network, "WC"), "IC", eps=tolerance, seed=1)
        pick = lambda: method.run(COUNT)
    else:
        from pynetim.algorithms import ris
        from pynetim.graph import IMGraph
        kind = name.split()[1]
        degree = [0] * n
        for a, b in pairs:
            degree[a] += 1
            degree[b] += 1
        both = pairs + [(b, a) for a, b in pairs]
        network = IMGraph(both, [1 / degree[to] for _, to in both], renumber=False)
        if kind == "OPIMC":
            pick = lambda: ris.OPIMCAlgorithm(network, "IC", random_seed=1).run(COUNT, tolerance)
        else:
            method = getattr(ris, f"{kind}Algorithm")(network, "IC", epsilon=tolerance, random_seed=1)
            pick = lambda: method.run(COUNT)
    load = time.perf_counter() - begin
    begin, cpu = time.perf_counter(), time.process_time()
    ids = sorted(int(person) for person in pick())
    return {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "load": load, "ids": ids}


def reach(data, ids, runs):
    """Mean of so many independent cascades and half of its 95 % interval."""
    from array import array
    from cynetdiff.models import IndependentCascadeModel
    n, pairs = ties(data)
    near = [[] for _ in range(n)]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    starts, heads, chances = array("I"), array("I"), array("f")
    for others in near:
        starts.append(len(heads))
        heads.extend(others)
        chances.extend(1 / len(near[other]) for other in others)
    model = IndependentCascadeModel(starts, heads, activation_probs=chances)
    model.set_seeds(list(ids))
    total = squares = 0.0
    for _ in range(runs):
        model.reset_model()
        model.advance_until_completion()
        reached = model.get_num_activated_nodes()
        total += reached
        squares += reached * reached
    mean = total / runs
    return mean, 1.96 * ((squares / runs - mean * mean) / runs) ** 0.5


def rows(given, folder):
    """Name, and how one run of it is made."""
    for tolerance in (0.02, 0.1):
        for threads in (2, 1):
            word = "threads" if threads > 1 else "thread"
            yield f"ours, {tolerance}, {threads} {word}", lambda t=tolerance, k=threads: ours(given.ours, given.data, t, k, given.patience)
    for tolerance in (0.02, 0.1):
        if given.opim:
            yield f"OPIM-C, {tolerance}", lambda t=tolerance: opim(given.opim, folder, t, given.patience)
    names = [("pynetim OPIMC", 0.02), ("pynetim OPIMC", 0.1), ("pynetim IMM", 0.1), ("pynetim TIMPlus", 0.1)]
    names += [("pynetim, all Python", 0.5)] if given.slow else []
    for name, tolerance in names:
        command = [sys.executable, __file__, given.data, "--peer", name, "--tolerance", str(tolerance)]
        yield f"{name}, {tolerance}", lambda c=command: json.loads(call(c, 2, given.patience)[0].splitlines()[-1])


def measured(given, folder):
    """The middle run of each, and what kept the others from running."""
    makers, taken, failed = dict(rows(given, folder)), {}, {}
    for _ in range(TIMES):
        for name, make in makers.items():
            if name in failed or sum(run["seconds"] for run in taken.get(name, [])) > given.patience / 2:
                continue
            try:
                taken.setdefault(name, []).append(make())
            except subprocess.TimeoutExpired:
                failed[name] = "given up"
            except Exception as error:  # Whatever one of them prints, the others have their lines.
                failed[name] = f"{type(error).__name__}: {error}"
    middle = {name: sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2] for name, runs in taken.items() if runs}
    # A lone run, or the slower of two, says so in the table.
    return {name: {**run, "runs": len(taken[name])} for name, run in middle.items()}, failed


def main(given):
    with tempfile.TemporaryDirectory() as folder:
        if given.opim:
            n, pairs = ties(given.data)
            with open(os.path.join(folder, "ties"), "w", encoding="ascii") as file:
                file.write(f"{n} {2 * len(pairs)}\n")
                file.writelines(f"{a} {b}\n{b} {a}\n" for a, b in pairs)
            subprocess.run([os.path.abspath(given.opim), "-func=0", "-gname=ties", "-dir=.", "-mode=g"], cwd=folder,
                           stdout=subprocess.DEVNULL, check=False)
        middle, failed = measured(given, folder)
    print(f"{'':<28}{'choosing':>10}{'CPU':>9}{'with loading':>14}{'sets':>10}{'runs':>6}{'reach':>10}")
    sets = list({tuple(sorted(run["ids"])) for run in middle.values()})
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        known = dict(zip(sets, pool.map(reach, [given.data] * len(sets), sets, [given.runs] * len(sets))))
    for name, run in middle.items():
        mean, half = known[tuple(sorted(run["ids"]))]
        print(f"{name:<28}{run['seconds']:>8.2f} s{run['cpu']:>7.2f} s{run['seconds'] + run['load']:>12.2f} s"
              f"{run.get('sets', ''):>10}{run['runs']:>6}{mean:>10.1f} ± {half:.1f}", flush=True)
    for name, why in failed.items():
        print(f"{name:<28}{why}")


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("data")
    words.add_argument("--ours")
    words.add_argument("--opim")
    words.add_argument("--runs", type=int, default=20_000)
    words.add_argument("--slow", action="store_true")
    words.add_argument("--patience", type=float, default=600)
    words.add_argument("--peer")
    words.add_argument("--tolerance", type=float, default=0.02)
    asked = words.parse_args()
    asked.data = os.path.abspath(asked.data)
    if asked.peer:
        print(json.dumps(python_peer(asked.data, asked.peer, asked.tolerance)))
    else:
        main(asked)
