"""Places that igraph's layouts give the people of a file of pairs, for `cargo bench --bench places`.

python places.py PAIRS FOLDER [layout ...]   (default: fr, drl, graphopt, and kk up to 3,000 people)
"""

import os
import random
import sys
import time

import igraph


def main():
    pairs_path, folder = sys.argv[1:3]
    pairs = set()
    with open(pairs_path) as file:
        for line in file:
            words = line.replace(",", " ").split()
            if len(words) >= 2 and words[0].isdigit() and words[1].isdigit():
                a, b = int(words[0]), int(words[1])
                if a != b:
                    pairs.add((min(a, b), max(a, b)))
    n = max(b for _, b in pairs) + 1
    graph = igraph.Graph(n=n, edges=sorted(pairs))
    names = sys.argv[3:] or (["fr", "drl", "graphopt"] + (["kk"] if n <= 3000 else []))
    for name in names:
        random.seed(1)
        igraph.set_random_number_generator(random)
        begin = time.time()
        layout = graph.layout(name)
        seconds = time.time() - begin
        path = os.path.join(folder, f"{name}.txt")
        with open(path, "w") as file:
            for x, y in layout.coords:
                file.write(f"{x} {y}\n")
        print(f"{name}: {seconds:.1f} s, {path}")


main()
