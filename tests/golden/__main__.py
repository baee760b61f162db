"""Writes the goldens anew: `python -m tests.golden`. Look at the difference before it is committed."""

from tests.golden.made import goldens

if __name__ == "__main__":
    for file, text in goldens().items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
