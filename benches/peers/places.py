"""Places that other programs give the people of a file of pairs, for `cargo bench --bench places`.

python places.py PAIRS FOLDER [layout ...]   Each layout runs in a process of its own and may take PLACES_LIMIT seconds
(600); what it gives is written to FOLDER/layout.txt, and `layout seconds processor-seconds path` is printed, without the time to
read and write files (sfdp's: what it takes longer than Graphviz does to read the same file and write it again).

fr, drl, graphopt, kk: igraph (pip install -r requirements.txt). sfdp: Graphviz, of the system. forceatlas2, or
forceatlas2-ROUNDS: graphology by node (see places.js). Without any named: fr, drl, graphopt, and kk up to 3,000 people.
"""

import os
import random
import resource
import subprocess
import sys
import time

LIMIT = float(os.environ.get("PLACES_LIMIT", "600"))
SCRIPT = os.path.abspath(__file__)
# Rounds of ForceAtlas2, which has no end of its own.
ROUNDS = "100"


def read(path):
    pairs = set()
    with open(path) as file:
        for line in file:
            words = line.replace(",", " ").split()
            if len(words) >= 2 and words[0].isdigit() and words[1].isdigit():
                a, b = int(words[0]), int(words[1])
                if a != b:
                    pairs.add((min(a, b), max(a, b)))
    return max(b for _, b in pairs) + 1, sorted(pairs)


def write(path, places):
    with open(path, "w") as file:
        for x, y in places:
            file.write(f"{x} {y}\n")


def by_igraph(pairs_path, out, name):
    import igraph

    n, pairs = read(pairs_path)
    graph = igraph.Graph(n=n, edges=pairs)
    random.seed(1)
    igraph.set_random_number_generator(random)
    begin, cpu = time.time(), time.process_time()
    layout = graph.layout(name)
    print(time.time() - begin, time.process_time() - cpu)
    write(out, layout.coords)


def by_sfdp(pairs_path, out):
    n, pairs = read(pairs_path)
    dot = out + ".dot"
    with open(dot, "w") as file:
        file.write("graph {\n" + "".join(f"{person}\n" for person in range(n)))
        file.write("".join(f"{a} -- {b}\n" for a, b in pairs) + "}\n")

    def run(*command):
        begin, before = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*command, dot], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return (time.time() - begin, cpu), done.stdout

    # What reading and writing takes.
    ready, _ = run("nop")
    taken, text = run("sfdp", "-Goverlap=true", "-Gsplines=false", "-Gstart=1", "-Tplain")
    places = [(0.0, 0.0)] * n
    for line in text.splitlines():
        words = line.split()
        if words[0] == "node":
            places[int(words[1])] = (words[2], words[3])
    print(*(max(all_in_all - without, 0.0) for all_in_all, without in zip(taken, ready)))
    write(out, places)
    os.remove(dot)


def by_node(pairs_path, out, rounds):
    script = os.path.join(os.path.dirname(SCRIPT), "places.js")
    memory = "--max-old-space-size=8000"
    done = subprocess.run(["node", memory, script, pairs_path, out, rounds], capture_output=True, text=True, check=True)
    print(done.stdout.strip())


def one(pairs_path, out, name):
    kind, _, rounds = name.partition("-")
    if kind == "sfdp":
        by_sfdp(pairs_path, out)
    elif kind == "forceatlas2":
        by_node(pairs_path, out, rounds or ROUNDS)
    else:
        by_igraph(pairs_path, out, name)


def beside(pairs_path, folder, name):
    """Runs one layout in a session of its own, so that nothing of it is left when it is given up."""
    out = os.path.join(folder, f"{name}.txt")
    command = [sys.executable, SCRIPT, "--one", pairs_path, out, name]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        said, trouble = child.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, 9)
        child.wait()
        print(f"# {name}: not done in {LIMIT:.0f} s", flush=True)
        return
    if child.returncode != 0:
        print(f"# {name}: {(trouble.strip().splitlines() or ['failed'])[-1]}", flush=True)
        return
    wall, cpu = map(float, said.split()[-2:])
    print(f"{name} {wall:.1f} {cpu:.1f} {out}", flush=True)


def main():
    if sys.argv[1] == "--one":
        one(*sys.argv[2:5])
        return
    pairs_path, folder = sys.argv[1:3]
    names = sys.argv[3:]
    if not names:
        names = ["fr", "drl", "graphopt"] + (["kk"] if read(pairs_path)[0] <= 3000 else [])
    for name in names:
        beside(pairs_path, folder, name)


main()
