"""The program under Apache Spark: one process for each partition, fed by RDD.pipe.

usage: pipe.py PROGRAM ARTICLES.jsonl [DOCUMENTS]

Repeats the articles (one {"id", "text"} a line) to DOCUMENTS of them with ids of their own and one broken line among them, then
checks with 1 and 2 workers that every id comes back exactly once with the result that the program gives without Spark, that the broken
line gives an error record and no failed job, and prints documents a second. Last it measures the memory of one process
over 1,000 and over all documents: it must not grow with them.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

from pyspark.sql import SparkSession

BROKEN = '{"id": "broken", "text": '


def repeated(articles, count):
    """Lines for `count` documents; document n holds article n modulo their number."""
    for n in range(count):
        if n == count // 2:
            yield BROKEN
        yield json.dumps({"id": n, "text": articles[n % len(articles)]}, ensure_ascii=False)


def plain(result):
    """A result without its id, in a form that can be compared."""
    return json.dumps({key: value for key, value in result.items() if key != "id"}, sort_keys=True)


def expected(program, articles):
    """What the program gives for each article without Spark."""
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(articles))
    done = subprocess.run([program, "--format", "jsonl", "--jobs", "1"], input=lines, text=True, capture_output=True, check=True)
    return [plain(json.loads(line)) for line in done.stdout.split("\n") if line]


def with_workers(workers, program, corpus, count, wanted):
    spark = SparkSession.builder.master(f"local[{workers}]").appName("article-annotator").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    lines = spark.sparkContext.textFile(corpus, minPartitions=workers * 4)
    begun = time.monotonic()
    # The program leaves with status 1 where a line was broken; the lines themselves say which.
    answers = lines.pipe(f"{program} --format jsonl --jobs 1", checkCode=False)

    def verdict(line):
        record = json.loads(line)
        if "error" in record:
            return ("error", 1)
        return (record["id"], 1 if plain(record) == wanted[record["id"] % len(wanted)] else -1)

    seen = answers.map(verdict).collect()
    seconds = time.monotonic() - begun
    spark.stop()
    errors = sum(1 for key, _ in seen if key == "error")
    ids = [key for key, _ in seen if key != "error"]
    assert errors == 1, f"{errors} error records for one broken line"
    assert len(ids) == count and len(set(ids)) == count, f"{len(ids)} answers with {len(set(ids))} ids for {count} documents"
    assert all(same == 1 for _, same in seen), "a result differs from the one without Spark"
    return count / seconds


def peak_memory(program, corpus, count):
    """The most memory, in KiB, that one process takes for the first `count` lines."""
    with open(corpus, encoding="utf-8") as lines, open(os.devnull, "w") as nowhere:
        process = subprocess.Popen([program, "--format", "jsonl", "--jobs", "1"], stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, text=True)
        for _, line in zip(range(count), lines):
            process.stdin.write(line)
        process.stdin.close()
        _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss


def main(program, source, count=100_000):
    with open(source, encoding="utf-8") as lines:
        articles = [json.loads(line)["text"] for line in lines if line.strip()]
    wanted = expected(program, articles)
    with tempfile.TemporaryDirectory() as folder:
        corpus = os.path.join(folder, "corpus.jsonl")
        with open(corpus, "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in repeated(articles, count))
        rates = {workers: with_workers(workers, program, corpus, count, wanted) for workers in (1, 2)}
        small, large = peak_memory(program, corpus, min(1000, count)), peak_memory(program, corpus, count)
    for workers, rate in rates.items():
        print(f"{workers} worker{'s' if workers > 1 else ''}: {rate:,.0f} documents a second")
    print(f"2 workers are {rates[2] / rates[1]:.2f} times 1")
    print(f"memory of one process: {small / 1024:.1f} MiB for {min(1000, count):,} documents, {large / 1024:.1f} MiB for {count:,}")
    assert large < small * 1.5 + 8192, "memory grows with the number of documents"


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
