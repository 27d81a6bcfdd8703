"""Trains the tagger, on the annotators' labels and, where given, on a teacher's probabilities."""
import copy
import itertools
import time
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import chain
from corpus import UNKNOWN, batches
from network import Network

BUDGET = 2400
ALTERED_SHARE = 0.25
AVERAGE = 0.998


@dataclass
class Stage:
    """One run over the data, its learning rate falling to nothing."""

    name: str
    passes: int
    rate: float
    dropout: float
    input_dropout: float
    word_dropout: float
    teacher_share: float


QUICK = Stage("labels", 1, 2.5e-3, 0.3, 0.2, 0.1, 0.0)
TOLD = Stage("labels, told the teacher's", 10, 2.5e-3, 0.4, 0.3, 0.25, 0.0)
TAUGHT = Stage("labels and teacher", 13, 2.5e-3, 0.3, 0.2, 0.1, 0.5)


class Source:
    """A corpus as tensors, with a teacher's probabilities of its labels where there is a teacher; of its paragraphs those to use.
    Where it is `reworded`, the teacher alone is believed."""

    def __init__(self, corpus, soft=None, paragraphs=None, reworded=False):
        self.reworded = reworded
        self.corpus, self.ids, self.labels = corpus, torch.tensor(corpus.ids), torch.tensor(corpus.labels)
        self.paragraphs = np.arange(len(corpus.lengths)) if paragraphs is None else paragraphs
        self.soft = None if soft is None else torch.tensor(soft)

    def loss(self, network, paragraphs, stage):
        """The summed loss of some paragraphs, and how many tokens they have."""
        indices, alive, surroundings = (torch.tensor(part) for part in self.corpus.batch(paragraphs))
        ids, labels = self.ids[indices].clone(), self.labels[indices]
        unseen = torch.rand(ids.shape[:2]) < stage.word_dropout
        ids[..., 0].masked_fill_(unseen, UNKNOWN)
        ids[..., 5].masked_fill_(unseen, 0)
        steps = torch.bincount((labels[:-1] * chain.COUNT + labels[1:])[alive[1:]], minlength=chain.COUNT**2)
        targets = F.one_hot(labels, chain.COUNT).float()
        share = 1.0 if self.reworded else stage.teacher_share
        if share:
            targets = torch.lerp(targets, self.soft[indices], share)
        scores = network(ids, surroundings, alive, self.soft[indices] if network.told else None)
        steps = steps.float().view(chain.COUNT, chain.COUNT)
        return chain.ChainLoss.apply(scores, *network.chain(), targets, steps, alive), int(alive.sum())


def quoted(source):
    """Indices of the paragraphs with quotation marks: only these differ in the altered articles."""
    ids, bounds = source.corpus.ids, source.corpus.bounds
    marked = [at for at in source.paragraphs if (ids[bounds[at] : bounds[at + 1], -1] >= 4).any()]
    return np.array(marked, np.int64)


def batches_of(source, paragraphs, rng):
    return [(source, paragraphs[group]) for group in batches(source.corpus.lengths[paragraphs], BUDGET, rng)]


def epoch(source, altered, rng, reworded=None):
    groups = batches_of(source, source.paragraphs, rng)
    if reworded:
        groups += batches_of(reworded, reworded.paragraphs, rng)
    candidates = quoted(altered)
    picked = rng.choice(candidates, int(len(candidates) * ALTERED_SHARE), replace=False)
    if len(picked):
        groups += batches_of(altered, picked, rng)
    rng.shuffle(groups)
    return groups


def begin(words, vectors, told=False, seed=1):
    """A fresh network with `vectors` as the words' first embeddings; whether it is told a teacher's probabilities."""
    torch.manual_seed(seed)
    network = Network(len(words), told)
    network.tables[0].weight.data[:] = torch.tensor(vectors[:, : network.tables[0].weight.shape[1]])
    return network


def train(network, source, altered, stage, reworded=(), seed=1):
    """Trains `network` for a stage, in each pass on one of the `reworded` copies in turn, and returns the running average of its
    weights as a network of its own."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network.train()
    network.dropout, network.input_dropout = stage.dropout, stage.input_dropout
    average = copy.deepcopy(network)
    parameters, averaged = list(network.parameters()), list(average.parameters())
    optimiser = torch.optim.Adam(parameters, lr=stage.rate, betas=(0.9, 0.99), fused=True)
    copies = itertools.cycle(reworded or [None])
    step, total = 0, stage.passes * len(epoch(source, altered, np.random.default_rng(seed), next(copies)))
    for number in range(stage.passes):
        began, losses, tokens = time.time(), 0.0, 0
        for data, group in epoch(source, altered, rng, next(copies)):
            step += 1
            for options in optimiser.param_groups:
                options["lr"] = stage.rate * min(1, step / 150) * (0.01 + 0.99 * max(0, 1 - step / total))
            loss, count = data.loss(network, group, stage)
            optimiser.zero_grad(set_to_none=True)
            (loss / count).backward()
            nn.utils.clip_grad_norm_(parameters, 2.0)
            optimiser.step()
            losses, tokens = losses + float(loss.detach()), tokens + count
            with torch.no_grad():
                torch._foreach_lerp_(averaged, parameters, 1 - min(AVERAGE, step / (step + 50)))
        seconds = time.time() - began
        print(f"{stage.name}: pass {number + 1} of {stage.passes}, loss {losses / tokens:.4f}, {seconds:.0f} s", flush=True)
    return average.eval()


@torch.no_grad()
def paths(network, corpus):
    """The best label sequence of every paragraph."""
    step, start = (part.numpy() for part in network.chain())
    found, ids = [None] * len(corpus.lengths), torch.tensor(corpus.ids)
    order = np.argsort(corpus.lengths)
    for at in range(0, len(order), 48):
        group = order[at : at + 48]
        indices, alive, surroundings = (torch.tensor(part) for part in corpus.batch(group, longest=10**6))
        scores = network(ids[indices], surroundings, alive).numpy()
        for row, paragraph in enumerate(group):
            found[paragraph] = chain.best_path(scores[: corpus.lengths[paragraph], row], step, start)
    return found


def exact_f1(network, corpus):
    """F1 of the spans of each role that are found exactly."""
    counts = {role: [0, 0] for role in ("source", "cue", "content")}
    for path, low, high in zip(paths(network, corpus), corpus.bounds, corpus.bounds[1:]):
        gold, guess = set(chain.runs(corpus.labels[low:high])), set(chain.runs(path))
        for spans, weight in ((gold & guess, 2), (gold, 0), (guess, 0)):
            for role, _, _ in spans:
                counts[role][0] += weight
        for role, _, _ in [*gold, *guess]:
            counts[role][1] += 1
    return {role: round(100 * right / max(1, total), 1) for role, (right, total) in counts.items()}
