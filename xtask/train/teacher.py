"""A teacher for the tagger: MPNet tuned to label word pieces, and its probabilities for the tokens of a corpus."""
import multiprocessing
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import chain
from mpnet import MASK, Labeller
from pieces import GROUP, NO_LABEL, build, groups, pieces_of, stack, windows

RATE, FRESH, EPOCHS, WARM, HIDDEN = 1e-4, 10, 3, 80, 0.04
FIRST_PIECE = 4


def train(articles, seed=1):
    """A teacher tuned on `articles`."""
    torch.manual_seed(seed)
    random.seed(seed)
    encoded = pieces_of(articles)
    teacher = Labeller()
    fresh, tuned = teacher.fresh(), [*teacher.tuned.parameters()]
    groups_of_parameters = [{"params": tuned, "factor": 1}, {"params": fresh, "factor": FRESH}]
    optimiser = torch.optim.AdamW(groups_of_parameters, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    step, total = 0, None
    for number in range(EPOCHS):
        began, losses = time.time(), []
        rows = [build(part, window) for part in encoded if part for window in windows(part, random.randrange(len(part)))]
        made = groups(rows)
        total = total or len(made) * EPOCHS
        for group in made:
            step += 1
            for options in optimiser.param_groups:
                options["lr"] = options["factor"] * RATE * min(1, step / WARM) * max(0.02, 1 - step / total)
            pieces, states, cases, labels, lengths = stack(group)
            hidden = (torch.rand(pieces.shape) < HIDDEN) & (pieces >= FIRST_PIECE)
            scores = teacher(pieces.masked_fill(hidden, MASK), states, cases, lengths)
            loss = F.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=NO_LABEL)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(tuned + fresh, 1.0)
            optimiser.step()
            losses.append(float(loss.detach()))
        print(f"teacher: pass {number + 1} of {EPOCHS} over {len(articles)} articles, loss {np.mean(losses):.4f}, {time.time() - began:.0f} s", flush=True)
    return teacher.eval()


@torch.no_grad()
def probabilities(teacher, articles):
    """For every article, label probabilities at each character offset where a token can begin."""
    found = []
    for article, paragraphs in zip(articles, pieces_of(articles)):
        at_offset = np.zeros((len(article["text"]) + 1, chain.COUNT), np.float32)
        at_offset[:, 0] = 1
        rows = sorted((build(paragraphs, window) for window in windows(paragraphs)), key=lambda row: len(row[0]))
        for start in range(0, len(rows), GROUP):
            pieces, states, cases, _, lengths = stack(rows[start : start + GROUP])
            shares = teacher(pieces, states, cases, lengths).softmax(-1).numpy()
            for row, share in zip(rows[start : start + GROUP], shares):
                for where, values in zip(row[4], share):
                    if where:
                        low, high = paragraphs[where[0]][4][where[1]]
                        at_offset[low] = values
                        inner = values.copy()
                        inner[2::2] += inner[1::2]
                        inner[1::2] = 0
                        at_offset[low + 1 : high] = inner
        found.append(at_offset)
    return found


def half_shares(sets, half):
    """The probabilities of every second article of each set, by a teacher that was tuned on the others of the first set."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    teacher = train(sets[0][1 - half :: 2])
    return [probabilities(teacher, articles[half::2]) for articles in sets]


def shares(sets):
    """Label probabilities as of `probabilities` for each set of articles: as written first, then the same articles reworded. No
    article's come from a teacher that was tuned on it."""
    found = [[None] * len(articles) for articles in sets]
    with multiprocessing.get_context("spawn").Pool(2) as both:
        halves = both.starmap(half_shares, [(sets, half) for half in (0, 1)])
    for half, parts in enumerate(halves):
        for shares_found, part in zip(found, parts):
            shares_found[half::2] = part
    return found


def soft_targets(at_offset, corpus):
    """The probabilities at the tokens of `corpus`; its padding row is outside all spans."""
    articles = np.repeat(corpus.articles, corpus.lengths)
    targets = np.zeros((len(corpus.ids), chain.COUNT), np.float32)
    targets[-1, 0] = 1
    edges = np.searchsorted(articles, np.arange(len(at_offset) + 1))
    for shares, low, high in zip(at_offset, edges, edges[1:]):
        targets[low:high] = shares[corpus.offsets[low:high, 0]]
    return targets
