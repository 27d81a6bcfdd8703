"""Trains the linker on annotated pairs; src/attribution/linking.rs runs it."""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SIZES = (21, 9, 28, 9, 10, 10, 11, 9, 15, 15, 15, 15, 17, 16, 6, 7, 5, 9)
WIDTH = 16
NOBODY = 0xFFFFFFFF
CUE, CONTENT = 1, 2
PARTNER = {CUE: ("cue", "source"), CONTENT: ("content", "cue")}


class Linker(nn.Module):
    """For each kind of pair: the rows of the ids are summed, and what is above zero is weighed."""

    def __init__(self):
        super().__init__()
        self.rows = nn.Parameter(torch.randn(2, sum(SIZES), WIDTH) * 0.1)
        self.bias = nn.Parameter(torch.zeros(2, WIDTH))
        self.output = nn.Parameter(torch.randn(2, WIDTH) * 0.3)

    def forward(self, ids, kinds):
        sums = F.embedding_bag(ids + kinds[:, None] * sum(SIZES), self.rows.flatten(0, 1), mode="sum") + self.bias[kinds]
        return (F.relu(sums) * self.output[kinds]).sum(-1)


def shared(span, others):
    return sum(max(0, min(span[1], other[1]) - max(span[0], other[0])) for other in others)


def examples(rows, articles):
    """Rows [article, start, end, role, partner's start and end, ids...]: the first row of each span, and its right row."""
    fresh = np.concatenate([[True], (rows[1:, :4] != rows[:-1, :4]).any(1)])
    starts = np.flatnonzero(fresh)
    right = []
    for low, high in zip(starts, np.append(starts[1:], len(rows))):
        article, start, end, role = rows[low, :4]
        own, other = PARTNER[role]
        attributions = articles[article]["attributions"]
        best = max(attributions, key=lambda a: shared((start, end), a[own]), default=None)
        partners = best[other] if best else []
        overlaps = [0 if row[4] == NOBODY else shared(row[4:6], partners) for row in rows[low:high]]
        right.append(low + int(np.argmax(overlaps)) if max(overlaps) > 0 else high - 1)
    return starts, np.array(right)


def train(rows, articles, epochs=8, size=3000, rate=3e-3, seed=1):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    starts, right = examples(rows, articles)
    ends = np.append(starts[1:], len(rows))
    offsets = np.concatenate([[0], np.cumsum(SIZES)[:-1]])
    ids, kinds = torch.tensor(rows[:, 6:] + offsets), torch.tensor((rows[:, 3] == CONTENT).astype(np.int64))
    linker = Linker()
    optimiser = torch.optim.AdamW(linker.parameters(), lr=rate, weight_decay=3e-3)
    steps = epochs * -(-len(starts) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.005, 1 - step / steps))
    for _ in range(epochs):
        order = rng.permutation(len(starts))
        for at in range(0, len(order), size):
            chosen = order[at : at + size]
            picked = torch.tensor(np.concatenate([np.arange(starts[i], ends[i]) for i in chosen]))
            group = torch.tensor(np.repeat(np.arange(len(chosen)), ends[chosen] - starts[chosen]))
            scores = linker(ids[picked], kinds[picked])
            sums = torch.zeros(len(chosen)).index_add(0, group, scores.exp())
            loss = (sums.log() - linker(ids[right[chosen]], kinds[right[chosen]])).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return linker
