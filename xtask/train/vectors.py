"""First embeddings of the vocabulary: the teacher's word pieces, a word's mean, reduced to a few principal components."""
import numpy as np

from mpnet import tokenizer, weights

SIZE, SAMPLE, DEVIATION = 32, 8000, 0.3
FIRST_WORD_PIECE, UNKNOWN_PIECE = 2000, 104


class Embeddings:
    """MPNet's embedding of any word: the mean of its pieces', less the mean of all."""

    def __init__(self):
        self.reads = tokenizer()
        pieces = weights()["embeddings.word_embeddings.weight"].float().numpy()
        self.pieces = pieces - pieces[FIRST_WORD_PIECE:].mean(0)

    def of(self, word):
        ids = self.reads.encode(word.lower(), add_special_tokens=False).ids or [UNKNOWN_PIECE]
        return self.pieces[ids].mean(0)


def word_vectors(rows, articles, words):
    embeddings = Embeddings()
    sample = np.random.default_rng(0).choice(embeddings.pieces[FIRST_WORD_PIECE:], SAMPLE, replace=False)
    axes = np.linalg.svd(sample, full_matrices=False)[2][:SIZE]
    _, firsts = np.unique(rows[:, 2], return_index=True)
    written = {int(rows[at, 2]): articles[rows[at, 11]]["text"][rows[at, 0] : rows[at, 1]] for at in firsts}
    vectors = np.zeros((len(words) + 2, SIZE), np.float32)
    vectors[2:] = [embeddings.of(written[int(word)]) @ axes.T for word in words]
    return vectors * (DEVIATION / vectors[2:].std(0).mean())
