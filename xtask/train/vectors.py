"""First embeddings of the vocabulary: the teacher's word pieces, a word's mean, reduced to a few principal components."""
import numpy as np

from mpnet import tokenizer, weights

SIZE, SAMPLE, DEVIATION = 32, 8000, 0.3
FIRST_WORD_PIECE, UNKNOWN_PIECE = 2000, 104


def word_vectors(rows, articles, words):
    reads, pieces = tokenizer(), weights()["embeddings.word_embeddings.weight"].numpy()
    centre = pieces[FIRST_WORD_PIECE:].mean(0)
    sample = np.random.default_rng(0).choice(pieces[FIRST_WORD_PIECE:] - centre, SAMPLE, replace=False)
    axes = np.linalg.svd(sample, full_matrices=False)[2][:SIZE]
    _, firsts = np.unique(rows[:, 2], return_index=True)
    written = {int(rows[at, 2]): articles[rows[at, 11]]["text"][rows[at, 0] : rows[at, 1]].lower() for at in firsts}
    vectors = np.zeros((len(words) + 2, SIZE), np.float32)
    for row, word in enumerate(words, 2):
        ids = reads.encode(written[int(word)], add_special_tokens=False).ids or [UNKNOWN_PIECE]
        vectors[row] = (pieces[ids].mean(0) - centre) @ axes.T
    return vectors * (DEVIATION / vectors[2:].std(0).mean())
