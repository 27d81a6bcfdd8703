"""Articles as word pieces with what the teacher is to say of each, in rows that it reads at once."""
import random

import numpy as np
import torch

from corpus import ROLES
from mpnet import BEGIN, BETWEEN, CASES, STATES, tokenizer

WINDOW, GROUP = 224, 8
NO_LABEL = -100
OPENING, CLOSING = "“«„", "”»"


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


def pieces_of(articles):
    """Every article as word pieces."""
    reads = tokenizer()
    return [encode(reads, article) for article in articles]
