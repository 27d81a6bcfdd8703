"""The linear chain over the labels: its training loss with gradients in closed form, and the best sequence."""
import numpy as np
import torch

from corpus import LABELS

COUNT = len(LABELS)
NEVER = -20.0


def penalties():
    """What forbidden steps and beginnings cost: an inside label follows only its own role."""
    step, start = torch.zeros(COUNT, COUNT), torch.zeros(COUNT)
    for to, label in enumerate(LABELS):
        if label[0] == "I":
            start[to] = NEVER
            for origin, other in enumerate(LABELS):
                if other[2:] != label[2:]:
                    step[origin, to] = NEVER
    return step, start


class ChainLoss(torch.autograd.Function):
    """Cross entropy between target label probabilities [time, row, label] and the chain, summed over all rows."""

    @staticmethod
    def forward(ctx, scores, step, start, target, target_steps, alive):
        length, rows, count = scores.shape
        factor, live = step.exp(), alive[..., None]
        highest = scores.max(-1, keepdim=True)[0]
        scaled = (scores - highest).exp()
        before, sums = torch.empty_like(scores), torch.zeros(length, rows)
        mass = start.exp() * scaled[0]
        for time in range(length):
            if time:
                mass = (before[time - 1] @ factor) * scaled[time]
            total = mass.sum(-1, keepdim=True)
            before[time] = mass / total if time == 0 else torch.where(live[time], mass / total, before[time - 1])
            sums[time] = torch.where(alive[time], total[:, 0].log(), sums[time])
        log_sum = (sums + highest[..., 0] * alive).sum()
        after = torch.ones_like(scores)
        for time in range(length - 2, -1, -1):
            mass = (scaled[time + 1] * after[time + 1]) @ factor.t()
            after[time] = torch.where(live[time + 1], mass / mass.sum(-1, keepdim=True), after[time])
        marginals = before * after
        marginals = marginals / marginals.sum(-1, keepdim=True)
        ahead = scaled[1:] * after[1:]
        ahead = ahead / ((before[:-1] @ factor) * ahead).sum(-1, keepdim=True) * live[1:]
        pairs = torch.einsum("tbi,tbj->ij", before[:-1], ahead) * factor
        ctx.save_for_backward((marginals - target) * live, pairs - target_steps, (marginals[0] - target[0]).sum(0))
        return log_sum - (scores * target * live).sum() - (step * target_steps).sum() - (target[0].sum(0) * start).sum()

    @staticmethod
    def backward(ctx, gradient):
        scores, step, start = ctx.saved_tensors
        return gradient * scores, gradient * step, gradient * start, None, None, None


def marginals(scores, step, start, alive):
    """Label probabilities [time, row, label]: what the loss would change in the scores if no label were right."""
    scores = scores.clone().requires_grad_(True)
    nothing = torch.zeros_like(scores)
    with torch.enable_grad():
        ChainLoss.apply(scores, step.detach(), start.detach(), nothing, torch.zeros_like(step), alive).backward()
    return scores.grad


def best_path(scores, step, start):
    value, back = start + scores[0], []
    for row in scores[1:]:
        reached = value[:, None] + step
        origin = reached.argmax(0)
        value = reached[origin, np.arange(COUNT)] + row
        back.append(origin)
    path = [int(value.argmax())]
    for origin in reversed(back):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def runs(path):
    """(role, first, past) of every span of a label sequence."""
    found, begin = [], None
    for at, label in enumerate([LABELS[index] for index in path] + ["O"]):
        if begin is not None and label[0] != "I":
            found.append((LABELS[path[begin]][2:], begin, at))
            begin = None
        if label[0] == "B":
            begin = at
    return found
