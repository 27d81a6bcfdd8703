"""Annotated articles as arrays of ids: the rows that the crate wrote, with labels from the annotations."""
import json
from collections import Counter
from dataclasses import dataclass

import numpy as np

ROLES = ("source", "cue", "content")
LABELS = ["O"] + [f"{part}-{role}" for role in ROLES for part in "BI"]
FORMS = 6
WORDS = 8000
BUCKETS = (2048, 2048, 512, 256, 4096)
PLACES, SURROUNDINGS = 40, 24
PADDING, UNKNOWN = 0, 1
LONGEST = 250


def read_articles(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@dataclass
class Corpus:
    """Flat arrays over all tokens; one padding row stands at the end of `ids` and `labels`."""

    ids: np.ndarray  # token: word, five other forms, place
    labels: np.ndarray
    offsets: np.ndarray  # token: start and end in code points
    articles: np.ndarray  # paragraph: its article
    surroundings: np.ndarray  # paragraph
    bounds: np.ndarray  # paragraph: first token, and at the end the number of tokens

    @property
    def lengths(self):
        return np.diff(self.bounds)

    def batch(self, paragraphs, longest=LONGEST):
        """Token indices [time, paragraph], which of them are real, and the paragraphs' surroundings."""
        lengths = np.minimum(self.lengths[paragraphs], longest)
        time = np.arange(lengths.max())[:, None]
        alive = time < lengths
        return np.where(alive, self.bounds[paragraphs] + time, len(self.ids) - 1), alive, self.surroundings[paragraphs]


def read_rows(path):
    """Columns: start, end, six forms, place, paragraph, surroundings, article."""
    return np.fromfile(path, "<u4").reshape(-1, 12).astype(np.int64)


def vocabulary(rows):
    """The sorted hashes of the most frequent words."""
    counted = Counter(rows[:, 2].tolist()).most_common(WORDS)
    return np.array(sorted(word for word, count in counted if count >= 3), np.int64)


def corpus(rows, articles, words):
    paragraph = rows[:, 11] << 32 | rows[:, 9]
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(paragraph)) + 1, [len(rows)]])
    place = np.minimum(np.searchsorted(words, rows[:, 2]), len(words) - 1)
    word = np.where(words[place] == rows[:, 2], place + 2, UNKNOWN)
    ids = np.column_stack([word, rows[:, 3:9]])
    first = rows[bounds[:-1]]
    return Corpus(
        ids=np.concatenate([ids, np.zeros((1, ids.shape[1]), ids.dtype)]),
        labels=np.append(labels(rows, bounds, articles), 0),
        offsets=rows[:, :2],
        articles=first[:, 11],
        surroundings=first[:, 10],
        bounds=bounds,
    )


def labels(rows, bounds, articles):
    """BIO labels; of overlapping spans the source wins over the cue, and the cue over the content."""
    found = np.zeros(len(rows), np.int64)
    edges = np.searchsorted(rows[:, 11], np.arange(len(articles) + 1))
    for article, (low, high) in zip(articles, zip(edges, edges[1:])):
        for role in reversed(ROLES):
            begin = LABELS.index("B-" + role)
            for attribution in article["attributions"]:
                for start, end in attribution[role]:
                    first = low + np.searchsorted(rows[low:high, 1], start, "right")
                    past = low + np.searchsorted(rows[low:high, 0], end, "left")
                    if past > first:
                        found[first:past] = begin + 1
                        found[first] = begin
    # What an overlapping span cut off begins anew.
    before = np.concatenate([[0], found[:-1]])
    before[bounds[:-1]] = 0
    inside = (found > 0) & (found % 2 == 0)
    found[inside & (before != found) & (before != found - 1)] -= 1
    return found


def batches(lengths, budget, rng):
    """Groups of paragraphs of much the same length, of at most `budget` tokens with padding."""
    order = np.argsort(lengths + rng.random(len(lengths)) * 8, kind="stable")
    made, current, longest = [], [], 0
    for index in order:
        length = min(lengths[index], LONGEST)
        if current and max(longest, length) * (len(current) + 1) > budget:
            made.append(np.array(current))
            current, longest = [], 0
        current.append(index)
        longest = max(longest, length)
    made.append(np.array(current))
    rng.shuffle(made)
    return made
