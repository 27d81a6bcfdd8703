"""A second teacher: the tagger's own network, told what MPNet makes of each token. It reads whole paragraphs and knows which label
may follow which, so its probabilities are sharper at the ends of spans."""
import multiprocessing

import numpy as np
import torch

import chain
import student

GROUP = 48


@torch.no_grad()
def probabilities(network, source):
    """The label probabilities of every token in the paragraphs of `source`; zero elsewhere."""
    corpus, found = source.corpus, np.zeros(source.soft.shape, np.float32)
    order = source.paragraphs[np.argsort(corpus.lengths[source.paragraphs])]
    for at in range(0, len(order), GROUP):
        group = order[at : at + GROUP]
        indices, alive, surroundings = (torch.tensor(part) for part in corpus.batch(group, longest=10**6))
        scores = network(source.ids[indices], surroundings, alive, source.soft[indices])
        shares = chain.marginals(scores, *network.chain(), alive).numpy()
        for row, paragraph in enumerate(group):
            found[corpus.bounds[paragraph] : corpus.bounds[paragraph + 1]] = shares[: corpus.lengths[paragraph], row]
    return found


def half_shares(corpora, soft, words, vectors, half):
    """For each corpus the probabilities in every second article, by a reader that learned on the others, as written and with
    other quotation marks."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    sources = lambda rest: [
        student.Source(part, told, np.flatnonzero(part.articles % 2 == rest)) for part, told in zip(corpora, soft)
    ]
    reader = student.train(student.begin(words, vectors, told=True), *sources(1 - half)[:2], student.TOLD)
    return [probabilities(reader, source) for source in sources(half)]


def shares(corpora, soft, words, vectors):
    """For each corpus the label probabilities of its tokens, told the first teacher's `soft`; no article's come from a reader
    that learned on it."""
    with multiprocessing.get_context("spawn").Pool(2) as both:
        halves = both.starmap(half_shares, [(corpora, soft, words, vectors, half) for half in (0, 1)])
    found = [sum(parts) for parts in zip(*halves)]
    for part in found:
        part[-1, 0] = 1  # the padding row is outside all spans
    return found
