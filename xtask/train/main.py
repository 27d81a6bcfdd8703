"""Trains the tagger and the linker on the rows that `cargo xtask train` wrote, and writes their weights."""
import argparse
import os

import numpy as np
import torch

import corpus
import linker
import reader
import student
import teacher
import weights
from vectors import word_vectors

SEED = 3

def taught(network, articles, reworded, corpora, words, vectors):
    """The network trained on the annotators' labels and on the teachers' probabilities; `corpora` are the articles as written, with
    other quotation marks, and reworded."""
    written, *others = teacher.shares([articles, *reworded])
    told = [teacher.soft_targets(shares, part) for shares, part in zip((written, written, *others), corpora)]
    soft = reader.shares(corpora, told, words, vectors)
    plain, altered, *copies = [student.Source(part, targets, reworded=at > 1) for at, (part, targets) in enumerate(zip(corpora, soft))]
    return student.train(network, plain, altered, student.TAUGHT, copies, SEED)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("train", help="annotated articles, one JSON object a line")
    options.add_argument("folder", help="where the rows are")
    options.add_argument("--tagger", required=True, help="the tagger's weights to write")
    options.add_argument("--linker", required=True, help="the linker's weights to write")
    options.add_argument("--reworded", type=int, default=0, help="how many reworded copies of the articles the folder has")
    options.add_argument("--dev", help="annotated articles to measure the tagger on")
    options.add_argument("--quick", action="store_true", help="one pass, no teacher")
    chosen = options.parse_args()
    torch.set_flush_denormal(True)
    rows = lambda name: corpus.read_rows(os.path.join(chosen.folder, name))
    articles = corpus.read_articles(chosen.train)

    written = rows("train.tokens")
    words = corpus.vocabulary(written)
    plain, altered = (corpus.corpus(part, articles, words) for part in (written, rows("train.altered")))
    vectors = word_vectors(written, articles, words)
    network = student.begin(words, vectors, seed=SEED)
    torch.set_num_threads(1)  # its steps are too small to share
    if chosen.quick:
        network = student.train(network, student.Source(plain), student.Source(altered), student.QUICK)
    else:
        names = [f"reworded-{copy}" for copy in range(1, chosen.reworded + 1)]
        reworded = [corpus.read_articles(os.path.join(chosen.folder, f"{name}.jsonl")) for name in names]
        copies = [corpus.corpus(rows(f"{name}.tokens"), part, words) for name, part in zip(names, reworded)]
        network = taught(network, articles, reworded, (plain, altered, *copies), words, vectors)
    weights.write_tagger(network, words, chosen.tagger)

    pairs = np.fromfile(os.path.join(chosen.folder, "train.pairs"), "<u4").reshape(-1, 6 + len(linker.SIZES)).astype(np.int64)
    weights.write_linker(linker.train(pairs, articles), chosen.linker)
    if chosen.dev:
        measured = corpus.corpus(rows("dev.tokens"), corpus.read_articles(chosen.dev), words)
        print("tagger: exact spans on dev, F1:", student.exact_f1(network, measured))


if __name__ == "__main__":
    main()
