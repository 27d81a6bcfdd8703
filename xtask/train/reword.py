"""Articles with some of their words in place of others that are used alike. What the teachers make of them shows the network words
that the articles themselves lack (Jiao et al., 2020, TinyBERT, where a language model chooses the words)."""
import argparse
import json
import random
import re
from collections import Counter

import numpy as np

from corpus import ROLES, read_articles
from vectors import FIRST_WORD_PIECE, Embeddings

SHARE, SHARE_OF_NAMES = 0.25, 0.375
NEAREST, KEPT, SHARPNESS = 40, 12, 8
COMMON, SHORTEST = 110, 3
WORD = re.compile(r"(?<![A-Za-z0-9'’@/_.\-])[A-Za-z]+(?![A-Za-z0-9@/_]|['’\-.][A-Za-z])")
ENDINGS = ("ed", "ing", "ly", "s")


def ending(word):
    return next((ending for ending in ENDINGS if word.endswith(ending)), "")


def like(word, old):
    """`word` with the capitals of `old`."""
    if old.isupper() and len(old) > 1:
        return word.upper()
    return word.capitalize() if old[0].isupper() else word


class Words:
    """Which words stand for which: near in MPNet's own embeddings, names for names, other words for words with the same ending."""

    def __init__(self, articles):
        written = Counter(found.group() for article in articles for found in WORD.finditer(article["text"]))
        self.lower = Counter({word: count for word, count in written.items() if word.islower()})
        self.embeddings = Embeddings()
        name = lambda word, count: word[0].isupper() and count > 1 and count > 4 * self.lower[word.lower()]
        self.names = sorted(word for word, count in written.items() if len(word) >= SHORTEST and name(word, count))
        known, lowered = self.embeddings.reads.get_vocab(), {word.lower() for word in self.names}
        plain = lambda word, row: row >= FIRST_WORD_PIECE and word.isascii() and word.isalpha() and word.islower()
        self.plain = sorted(word for word, row in known.items() if plain(word, row) and len(word) >= SHORTEST and word not in lowered)
        self.directions = {True: self.directions_of(self.names), False: self.directions_of(self.plain)}
        self.common = {word for word, _ in self.lower.most_common(COMMON)}
        self.is_name = set(self.names)
        self.found = {}

    def directions_of(self, words):
        vectors = np.array([self.embeddings.of(word) for word in words])
        return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)

    def near(self, word, name):
        """Words near `word` and how likely each is to stand for it."""
        if word not in self.found:
            words, likeness = self.names if name else self.plain, self.directions[name] @ self.directions_of([word])[0]
            order = [row for row in np.argsort(-likeness)[:NEAREST] if words[row] != word]
            alike = lambda row: words[row].isupper() == word.isupper() if name else ending(words[row]) == ending(word)
            rows = ([row for row in order if alike(row)] or order)[:KEPT]
            self.found[word] = [words[row] for row in rows] or [word], np.exp(SHARPNESS * likeness[rows]) if rows else [1]
        return self.found[word]

    def other(self, word, names, rng):
        """What stands for `word` in an article whose names are called `names` from now on."""
        if word in self.is_name:
            if word not in names:
                names[word] = rng.choice(self.near(word, True)[0]) if rng.random() < SHARE_OF_NAMES else word
            return names[word]
        lowered = word.lower()
        stays = len(word) < SHORTEST or lowered in self.common or not self.lower[lowered] or rng.random() >= SHARE
        return word if stays else like(rng.choices(*self.near(lowered, False))[0], word)


def reword(article, words, rng):
    """The article with other words, and its spans where they are now."""
    text, names, parts, at, size = article["text"], {}, [], 0, 0
    place = np.zeros(len(text) + 1, np.int64)
    for found in WORD.finditer(text):
        start, end = found.span()
        parts += [text[at:start], words.other(found.group(), names, rng)]
        place[at : start + 1] = size + np.arange(start + 1 - at)
        size += start - at
        place[start + 1 : end] = size
        size += len(parts[-1])
        at = end
    place[at:] = size + np.arange(len(text) + 1 - at)
    moved = lambda spans: [[int(place[start]), int(place[end])] for start, end in spans]
    attributions = [{role: moved(attribution[role]) for role in ROLES} for attribution in article["attributions"]]
    return {"id": article["id"], "text": "".join([*parts, text[at:]]), "attributions": attributions}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("train", help="annotated articles, one JSON object a line")
    options.add_argument("out", help="where to write the reworded ones")
    options.add_argument("seed", type=int, help="another seed gives other words")
    chosen = options.parse_args()
    articles, rng = read_articles(chosen.train), random.Random(chosen.seed)
    words = Words(articles)
    with open(chosen.out, "w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(reword(article, words, rng), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
