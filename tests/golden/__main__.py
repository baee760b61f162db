"""Writes the goldens anew: `python -m tests.golden`. Look at the difference before it is committed."""

from tests.golden.made import FOLDER, goldens

if __name__ == "__main__":
    for name, text in goldens().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
