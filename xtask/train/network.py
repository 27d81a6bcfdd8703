"""The tagger's network; src/tagger/network.rs runs the same one."""
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import chain
from corpus import BUCKETS, PLACES, SURROUNDINGS

WIDTHS = (24, 12, 12, 8, 8, 8)
PLACE_WIDTH, SURROUNDINGS_WIDTH = 16, 8
CELLS, STATES, LAYERS, TAPS = 96, 56, 2, 3
LEAST = 1e-4


def locked_dropout(x, share, training):
    """One mask for all time steps."""
    if not training or share == 0:
        return x
    return x * (torch.empty(1, *x.shape[1:]).bernoulli_(1 - share) / (1 - share))


class Network(nn.Module):
    """Embeddings of a word's forms and its neighbours', then layers of long short-term memory with projected states. Where it
    is `told`, the first layer also sees a teacher's probabilities of the token's labels."""

    def __init__(self, words, told=False):
        super().__init__()
        self.dropout, self.input_dropout, self.told = 0.3, 0.2, told
        self.tables = nn.ModuleList(nn.Embedding(rows, width) for rows, width in zip((words + 2, *BUCKETS), WIDTHS))
        self.places, self.surroundings = nn.Embedding(PLACES, PLACE_WIDTH), nn.Embedding(SURROUNDINGS, SURROUNDINGS_WIDTH)
        for table in (*self.tables, self.places):
            nn.init.normal_(table.weight, std=0.3)
        nn.init.normal_(self.surroundings.weight, std=0.1)
        first = sum(WIDTHS) * TAPS + PLACE_WIDTH + SURROUNDINGS_WIDTH + (2 * chain.COUNT if told else 0)
        sizes = [first] + [2 * STATES] * (LAYERS - 1)
        self.layers = nn.ModuleList(nn.LSTM(size, CELLS, bidirectional=True, proj_size=STATES) for size in sizes)
        for layer in self.layers:
            for name, part in layer.named_parameters():
                if name.startswith("bias_ih"):
                    part.data[CELLS : 2 * CELLS] += 1  # begin by remembering
        self.output = nn.Linear(2 * STATES, chain.COUNT)
        self.step, self.start = nn.Parameter(torch.zeros(chain.COUNT, chain.COUNT)), nn.Parameter(torch.zeros(chain.COUNT))

    def chain(self):
        step, start = chain.penalties()
        return self.step + step, self.start + start

    def forward(self, ids, surroundings, alive, soft=None):
        length, lengths = len(ids), alive.sum(0)
        words = torch.cat([table(ids[..., column]) for column, table in enumerate(self.tables)], -1)
        words = locked_dropout(words, self.input_dropout, self.training) * alive[..., None]
        before, after = F.pad(words[:-1], (0, 0, 0, 0, 1, 0)), F.pad(words[1:], (0, 0, 0, 0, 0, 1))
        around = self.surroundings(surroundings)[None].expand(length, -1, -1)
        told = [soft, (soft + LEAST).log() / 4] if self.told else []
        below = torch.cat([before, words, after, self.places(ids[..., -1]), around, *told], -1)
        for layer in self.layers:
            packed = layer(pack_padded_sequence(below, lengths, enforce_sorted=False))[0]
            states = pad_packed_sequence(packed, total_length=length)[0]
            below = locked_dropout(states, self.dropout, self.training)
        return self.output(below)
