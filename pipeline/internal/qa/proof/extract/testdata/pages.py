"""Prints the text of each page of a PDF, as a JSON list: pages.py pymupdf|pypdf FILE."""

import json
import sys


def pages(tool, path):
    if tool == "pymupdf":
        import pymupdf

        with pymupdf.open(path) as doc:
            return [page.get_text() for page in doc]
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


print(json.dumps(pages(sys.argv[1], sys.argv[2])))
