"""The tagger's network; src/tagger/network.rs runs the same one."""
import math

import torch
import torch.nn.functional as F
from torch import nn

import chain
from corpus import BUCKETS, PLACES, SURROUNDINGS

WIDTHS = (24, 12, 12, 8, 8, 8)
HIDDEN, LAYERS, TAPS = 80, 3, 3


class Recurrence(torch.autograd.Function):
    """z = clip((p + v h') / 6 + 1/2), c = clip(q + u h'), h = h' + z (c - h') over time; the second half of the channels
    runs backward. A dead step keeps the state."""

    @staticmethod
    def forward(ctx, gates, candidates, to_gate, to_candidate, live):
        p, q, alive = turn(gates), turn(candidates), turn(live.expand_as(gates))
        states, z, c = torch.empty_like(p), torch.empty_like(p), torch.empty_like(p)
        state = p.new_zeros(p.shape[1:])
        for time in range(len(p)):
            gate = F.hardsigmoid(torch.addcmul(p[time], to_gate, state))
            torch.mul(gate, alive[time], out=z[time])
            torch.clamp(torch.addcmul(q[time], to_candidate, state), -1, 1, out=c[time])
            torch.lerp(state, c[time], z[time], out=states[time])
            state = states[time]
        ctx.save_for_backward(states, z, c, alive, to_gate, to_candidate)
        return turn(states)

    @staticmethod
    def backward(ctx, gradient):
        states, z, c, alive, to_gate, to_candidate = ctx.saved_tensors
        gradient = turn(gradient)
        before = torch.cat([torch.zeros_like(states[:1]), states[:-1]])
        by_gate = (c - before) * ((z > 0) & (z < 1)) * alive / 6
        by_candidate = z * (c.abs() < 1)
        by_state = torch.addcmul(torch.addcmul(1 - z, by_gate, to_gate), by_candidate, to_candidate)
        for time in range(len(gradient) - 2, -1, -1):
            gradient[time].addcmul_(gradient[time + 1], by_state[time + 1])
        gates, candidates = gradient * by_gate, gradient * by_candidate
        return turn(gates), turn(candidates), (gates * before).sum((0, 1)), (candidates * before).sum((0, 1)), None


def turn(x):
    """Turns the second half of the channels around in time."""
    half = x.shape[-1] // 2
    return torch.cat([x[..., :half], x[..., half:].flip(0)], -1)


def locked_dropout(x, share, training):
    """One mask for all time steps."""
    if not training or share == 0:
        return x
    return x * (torch.empty(1, *x.shape[1:]).bernoulli_(1 - share) / (1 - share))


class Network(nn.Module):
    def __init__(self, words, dropout=0.3, input_dropout=0.25):
        super().__init__()
        self.dropout, self.input_dropout, gates = dropout, input_dropout, 4 * HIDDEN
        self.tables = nn.ModuleList(nn.Embedding(rows, width) for rows, width in zip((words + 2, *BUCKETS), WIDTHS))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        sizes = [sum(WIDTHS) * TAPS] + [2 * HIDDEN] * (LAYERS - 1)
        self.layers = nn.ModuleList(nn.Linear(size, gates, bias=index > 0) for index, size in enumerate(sizes))
        self.places, self.surroundings = nn.Embedding(PLACES, gates), nn.Embedding(SURROUNDINGS, gates)
        nn.init.normal_(self.places.weight, std=0.3)
        nn.init.normal_(self.surroundings.weight, std=0.05)
        slow_to_quick = torch.linspace(-3, 1, HIDDEN).repeat(2)
        with torch.no_grad():
            self.places.weight[:, : 2 * HIDDEN] += slow_to_quick
            for size, layer in zip(sizes, self.layers):
                nn.init.normal_(layer.weight, std=1 / math.sqrt(size))
                if layer.bias is not None:
                    layer.bias.zero_()[: 2 * HIDDEN] = slow_to_quick
        self.feedback = nn.Parameter(torch.zeros(LAYERS, 2, 2 * HIDDEN))
        self.output = nn.Linear(2 * HIDDEN, chain.COUNT)
        self.step, self.start = nn.Parameter(torch.zeros(chain.COUNT, chain.COUNT)), nn.Parameter(torch.zeros(chain.COUNT))

    def chain(self):
        step, start = chain.penalties()
        return self.step + step, self.start + start

    def forward(self, ids, surroundings, alive):
        live = alive[..., None].float()
        words = torch.cat([table(ids[..., column]) for column, table in enumerate(self.tables)], -1)
        words = locked_dropout(words, self.input_dropout, self.training) * live
        none = torch.zeros_like(words[:1])
        below = torch.cat([torch.cat([none, words[:-1]]), words, torch.cat([words[1:], none])], -1)
        for index, (layer, feedback) in enumerate(zip(self.layers, self.feedback)):
            sums = layer(below)
            if index == 0:
                sums = sums + self.places(ids[..., -1]) + self.surroundings(surroundings)[None]
            gates, candidates = sums.split(2 * HIDDEN, -1)
            states = Recurrence.apply(gates, candidates, feedback[0], feedback[1], live)
            states = states + below if index else states
            below = locked_dropout(states, self.dropout, self.training)
        return self.output(below)
