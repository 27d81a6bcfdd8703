"""Runs the examples of README.md for pandas and DuckDB as they stand there.

usage: readme.py PROGRAM README.md

Each block is run with the program on the search path, then its result is looked at.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas as pd

ARTICLES = [
    "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. 😀 “And soon,” said Ana Ruiz.",
    "“Too little,” said Tom Lee.\u2028He left.",
    "",
]


def block(readme, language):
    """The code between the fences of the only block in `language`."""
    _, _, rest = readme.partition(f"```{language}\n")
    code, fence, _ = rest.partition("\n```")
    assert fence, f"README.md has no {language} block"
    return code


def with_pandas(code):
    names = {"articles": pd.DataFrame({"text": ARTICLES})}
    exec(code, names)
    quotes = names["quotes"]
    assert list(quotes["id"]) == [0, 0, 1], quotes
    assert list(quotes["words"]) == ["“We will cut fares by a third,”", "“And soon,”", "“Too little,”"], quotes
    assert set(quotes["quote_kind"]) == {"direct"}, quotes


def with_duckdb(code, program):
    lines = "".join(pd.Series({"id": n, "text": text}).to_json() + "\n" for n, text in enumerate(ARTICLES)) + "no JSON\n"
    done = subprocess.run([program, "--format", "jsonl"], input=lines.encode(), capture_output=True)
    assert done.returncode == 1 and b"standard input:4: " in done.stderr, done.stderr
    Path("results.jsonl").write_bytes(done.stdout)
    assert duckdb.sql(code).fetchall() == [("Ana Ruiz", 2), ("Tom Lee", 1)], duckdb.sql(code)


def main(program, readme):
    program, text = os.path.abspath(program), Path(readme).read_text(encoding="utf-8")
    os.environ["PATH"] = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with_pandas(block(text, "python"))
        with_duckdb(block(text, "sql"), program)
        os.chdir("/")
    print("the examples of README.md for pandas and DuckDB run")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
