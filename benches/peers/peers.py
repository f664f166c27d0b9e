"""One step of one peer on the network that the bench wrote; prints one line of JSON. Loading is not counted.

Install:  python3 -m venv FOLDER && FOLDER/bin/pip install -r benches/peers/requirements.txt
Run:      PEERS_PYTHON=FOLDER/bin/python cargo bench --bench engine -- 1000000 10000000 --peers
Alone:    FOLDER/bin/python benches/peers/peers.py DATA STEP PEER
"""
import importlib
import json
import os
import resource
import statistics
import sys
import time

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)
os.environ["OMP_NUM_THREADS"] = str(THREADS)
os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS)


def read(folder, name, kind):
    import numpy
    return numpy.fromfile(os.path.join(folder, name), dtype=kind)


def ties(folder):
    return read(folder, "a.u32", "<u4"), read(folder, "b.u32", "<u4"), read(folder, "weight.f32", "<f4").astype("f8")


def n_people(folder):
    with open(os.path.join(folder, "people.txt"), encoding="ascii") as file:
        return int(file.read())


def igraph_network(folder):
    import igraph
    import numpy
    a, b, weight = ties(folder)
    pairs = numpy.stack([a, b], axis=1).astype("i8")
    n = n_people(folder)

    def build():
        graph = igraph.Graph(n=n, edges=pairs)
        graph.es["weight"] = weight
        return graph
    return build


def networkit_network(folder):
    import networkit
    networkit.setNumberOfThreads(THREADS)
    a, b, weight = ties(folder)
    n = n_people(folder)
    rows, columns = a.astype("u8"), b.astype("u8")
    return lambda: networkit.GraphFromCoo((weight, (rows, columns)), n=n, weighted=True, directed=False)


def scipy_matrix(folder):
    import numpy
    import scipy.sparse
    a, b, weight = ties(folder)
    n = n_people(folder)

    def build():
        rows, columns = numpy.concatenate([a, b]).astype("i4"), numpy.concatenate([b, a]).astype("i4")
        return scipy.sparse.csr_array((numpy.concatenate([weight, weight]), (rows, columns)), shape=(n, n))
    return build


def quality(folder, labels):
    """Weighted modularity, the same count for every peer."""
    import numpy
    a, b, weight = ties(folder)
    labels = numpy.asarray(labels)
    total = weight.sum()
    inside = weight[labels[a] == labels[b]].sum()
    strength = numpy.bincount(labels[a], weight, labels.max() + 1) + numpy.bincount(labels[b], weight, labels.max() + 1)
    tribes = int((numpy.bincount(labels) > 0).sum())
    return {"quality": inside / total - ((strength / (2 * total)) ** 2).sum(), "tribes": tribes}


def csr_igraph(folder):
    return igraph_network(folder), None


def csr_networkit(folder):
    return networkit_network(folder), None


def csr_scipy(folder):
    return scipy_matrix(folder), None


def leiden_igraph(folder):
    import random
    random.seed(42)
    graph = igraph_network(folder)()
    work = lambda: graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=2)
    return work, lambda found: quality(folder, found.membership)


def leiden_networkit(folder):
    import networkit
    graph = networkit_network(folder)()
    networkit.setSeed(42, False)

    def work():
        method = networkit.community.ParallelLeiden(graph)
        method.run()
        return method.getPartition()
    return work, lambda found: quality(folder, found.getVector())


def leiden_plm(folder):
    import networkit
    graph = networkit_network(folder)()
    networkit.setSeed(42, False)

    def work():
        method = networkit.community.PLM(graph, refine=True)
        method.run()
        return method.getPartition()
    return work, lambda found: quality(folder, found.getVector())


def leiden_leidenalg(folder):
    import leidenalg
    graph = igraph_network(folder)()
    work = lambda: leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, weights="weight", n_iterations=2,
                                            seed=42)
    return work, lambda found: quality(folder, found.membership)


def pagerank_igraph(folder):
    graph = igraph_network(folder)()
    return lambda: graph.pagerank(weights="weight", damping=0.85), None


def pagerank_networkit(folder):
    import networkit
    graph = networkit_network(folder)()

    def work():
        method = networkit.centrality.PageRank(graph, 0.85, 1e-9)
        method.norm = networkit.centrality.Norm.L1_NORM
        method.run()
        return method.numberOfIterations()
    return work, lambda rounds: {"rounds": rounds}


def pagerank_scipy(folder):
    import numpy
    import scipy.sparse
    matrix = scipy_matrix(folder)()
    n = matrix.shape[0]

    def work():
        strength = numpy.asarray(matrix.sum(axis=1)).ravel()
        worth = numpy.divide(0.85, strength, out=numpy.zeros(n), where=strength > 0)
        alone = strength == 0
        rank = numpy.full(n, 1 / n)
        for rounds in range(200):
            # The network is symmetric, so rows serve as columns.
            after = matrix @ (rank * worth) + (0.15 + 0.85 * rank[alone].sum()) / n
            change = numpy.abs(after - rank).sum()
            rank = after
            if change < 1e-9:
                break
        return rounds + 1
    return work, lambda rounds: {"rounds": rounds}


def kcore_igraph(folder):
    graph = igraph_network(folder)()
    return graph.coreness, lambda cores: {"most": max(cores)}


def kcore_networkit(folder):
    import networkit
    graph = networkit_network(folder)()

    def work():
        method = networkit.centrality.CoreDecomposition(graph)
        method.run()
        return method.maxCoreNumber()
    return work, lambda most: {"most": most}


def roles_scipy(folder):
    """Participation and within-tribe z (Guimera and Amaral 2005) of the bench's own tribes."""
    import numpy
    import scipy.sparse
    matrix = scipy_matrix(folder)()
    n = matrix.shape[0]
    labels = read(folder, "tribes.u32", "<u4").astype("i8")
    has_tribe = labels < 2**32 - 1
    labels[~has_tribe] = labels[has_tribe].max() + 1
    n_tribes = labels.max() + 1

    def work():
        belongs = scipy.sparse.csr_array((numpy.ones(n), (numpy.arange(n), labels)), shape=(n, n_tribes))
        into = matrix @ belongs
        strength = numpy.asarray(into.sum(axis=1)).ravel()
        squares = numpy.asarray(into.multiply(into).sum(axis=1)).ravel()
        safe = numpy.maximum(strength, 1e-300)
        participation = numpy.where(strength > 0, 1 - squares / safe**2, 0)
        own = numpy.asarray(into.multiply(belongs).sum(axis=1)).ravel()
        size = numpy.bincount(labels, minlength=n_tribes)
        mean = numpy.bincount(labels, own, n_tribes) / numpy.maximum(size, 1)
        spread = numpy.sqrt(numpy.bincount(labels, (own - mean[labels]) ** 2, n_tribes) / numpy.maximum(size, 1))
        z = numpy.where(spread[labels] > 0, (own - mean[labels]) / numpy.maximum(spread[labels], 1e-300), 0)
        return participation, z
    return work, lambda found: {"mean": float(found[0].mean())}


SUMS = """SELECT least("from", "to") AS a, greatest("from", "to") AS b, count(*) FILTER ("from" < "to") AS n_out,
count(*) FILTER ("from" > "to") AS n_back, sum(greatest(seconds, 0)) AS seconds, min("at") AS first, max("at") AS last,
sum(pow(2.0, ("at" - {today}) / (30.0 * 86400))) AS recent FROM c WHERE "from" <> "to" GROUP BY ALL"""


def contact_table(folder, is_text):
    import polars
    kinds = [("from", "<u4"), ("to", "<u4"), ("at", "<i8"), ("seconds", "<i8")]
    frame = polars.DataFrame({name: read(folder, f"{name}.{kind[1:]}", kind) for name, kind in kinds})
    if is_text:
        frame = frame.with_columns(polars.col("from", "to").cast(polars.String))
    return frame


def sums_duckdb(folder, is_text):
    import duckdb
    frame = contact_table(folder, is_text)
    base = duckdb.connect()
    base.execute(f"SET threads = {THREADS}")
    base.execute("CREATE TABLE c AS SELECT * FROM frame")
    del frame

    def work():
        today = base.execute("SELECT max(\"at\") FROM c").fetchone()[0]
        base.execute(f"CREATE OR REPLACE TABLE t AS {SUMS.format(today=today)}")
        return base.execute("SELECT count(*), sum(recent) FROM t").fetchone()
    return work, lambda found: {"ties": found[0], "recent": found[1]}


def sums_polars(folder, is_text):
    import polars as pl
    frame = contact_table(folder, is_text)

    def work():
        low, high = pl.min_horizontal("from", "to"), pl.max_horizontal("from", "to")
        if is_text:
            low = pl.when(pl.col("from") < pl.col("to")).then("from").otherwise("to")
            high = pl.when(pl.col("from") < pl.col("to")).then("to").otherwise("from")
        today = frame["at"].max()
        found = (
            frame.lazy().filter(pl.col("from") != pl.col("to"))
            .select(a=low, b=high, is_out=pl.col("from") < pl.col("to"), at="at", seconds=pl.col("seconds").clip(0),
                    recent=(2.0 ** ((pl.col("at") - today) / (30.0 * 86400))))
            .group_by("a", "b")
            .agg(n_out=pl.col("is_out").sum(), n=pl.len(), seconds=pl.col("seconds").sum(), first=pl.col("at").min(),
                 last=pl.col("at").max(), recent=pl.col("recent").sum())
            .collect(engine="streaming")
        )
        return found.height, found["recent"].sum()
    return work, lambda found: {"ties": found[0], "recent": found[1]}


def cascades_cynetdiff(folder):
    from cynetdiff.models import IndependentCascadeModel
    import numpy
    a, b, _ = ties(folder)
    n = n_people(folder)
    rows, columns = numpy.concatenate([a, b]), numpy.concatenate([b, a])
    order = numpy.argsort(rows, kind="stable")
    rows, columns = rows[order], columns[order]
    degree = numpy.bincount(rows, minlength=n)
    import array
    starts = array.array("I", numpy.concatenate([[0], numpy.cumsum(degree)[:-1]]).astype("u4").tolist())
    heads = array.array("I", columns.astype("u4").tolist())
    chances = array.array("f", (1 / degree[columns]).astype("f4").tolist())
    with open(os.path.join(folder, "chosen.txt"), encoding="ascii") as file:
        chosen = [int(word) for word in file.read().split()]
    model = IndependentCascadeModel(starts, heads, activation_probs=chances)
    model.set_seeds(chosen)

    def work():
        reached = 0
        for _ in range(1000):
            model.reset_model()
            model.advance_until_completion()
            reached += model.get_num_activated_nodes()
        return reached / 1000
    return work, lambda mean: {"mean": mean}


PEERS = {
    ("csr", "igraph"): csr_igraph,
    ("csr", "networkit"): csr_networkit,
    ("csr", "scipy"): csr_scipy,
    ("leiden", "igraph"): leiden_igraph,
    ("leiden", "networkit"): leiden_networkit,
    ("leiden", "networkit PLM"): leiden_plm,
    ("leiden", "leidenalg"): leiden_leidenalg,
    ("pagerank", "igraph"): pagerank_igraph,
    ("pagerank", "networkit"): pagerank_networkit,
    ("pagerank", "scipy"): pagerank_scipy,
    ("kcore", "igraph"): kcore_igraph,
    ("kcore", "networkit"): kcore_networkit,
    ("roles", "scipy"): roles_scipy,
    ("sums", "duckdb"): lambda folder: sums_duckdb(folder, True),
    ("sums", "polars"): lambda folder: sums_polars(folder, True),
    ("sums of numbers", "duckdb"): lambda folder: sums_duckdb(folder, False),
    ("sums of numbers", "polars"): lambda folder: sums_polars(folder, False),
    ("cascades", "cynetdiff"): cascades_cynetdiff,
}


def main(folder, step, peer):
    package = peer.split()[0]
    try:
        importlib.import_module(package)
    except ImportError:
        return {"error": "not installed"}
    work, tell = PEERS[(step, peer)](folder)
    walls, cpus = [], []
    while len(walls) < 3 and sum(walls) < 15:
        begin, cpu = time.perf_counter(), time.process_time()
        found = work()
        walls.append(time.perf_counter() - begin)
        cpus.append(time.process_time() - cpu)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = tell(found) if tell else {}
    return {"wall": statistics.median(walls), "cpu": statistics.median(cpus), "peak_mb": peak, **said}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:4]), default=float))
