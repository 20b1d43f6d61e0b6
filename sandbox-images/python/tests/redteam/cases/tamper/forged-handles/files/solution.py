"""Answers with handles that it was never given and with likenesses of enums and named tuples made by hand."""

import json
import os
import struct

SHAPES = [
    ["m", 1],
    ["m", ["n", "os", "system"]],
    ["h", 7, "coroutine", "x"],
    ["h", 2**70, "object", "x"],
    ["en", "E", "E", 3, True, ["l", []]],
    ["en", "E", "E", ["l", []], True, ["h", 3, "object", ""]],
    ["nt", "N", ["__class__", "_handle"], ["l", []], 1],
    ["nt", "N", [], [], ["nt", "N", [], [], 1]],
    ["xc", ["builtins", "KeyboardInterrupt", []]],
    ["ty", "eval"],
    ["e", ["builtins", "SystemExit", []], "", ["t", [0]], None, 1, None],
]


def answers(ident):
    for shape in SHAPES:
        body = json.dumps([1, ident, shape]).encode()
        os.write(3, struct.pack(">IBI", len(body), 2, 0) + body)


def top_words(text, n):
    SHAPES.append(SHAPES.pop(0))
    for ident in range(1, 60):
        answers(ident)
    return []


WordCounter = atop_words = top_words
