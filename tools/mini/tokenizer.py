"""Small CLIP-style byte-pair vocabulary: every caption word becomes one token, anything else
falls back to pieces and bytes. Files and ids follow CLIP (bytes, bytes + </w>, merges, specials).

`python tokenizer.py MODEL` writes both tokenizer folders. Trained weights depend on the ids, so run
it only for a model that starts from nothing.
"""
import json
import sys
from collections import Counter
from pathlib import Path

from captions import vocabulary

BOS, EOS = "<|startoftext|>", "<|endoftext|>"


def byte_symbols():
    """The table of GPT-2 and CLIP: a printable character for each byte ('!' comes first)."""
    keep = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    table, extra = [chr(b) for b in keep], 0
    for b in range(256):
        if b not in keep:
            table.append(chr(256 + extra))
            extra += 1
    return table


def learn(words):
    """Plain byte-pair merging until every word is a single symbol."""
    split = {w: tuple(w[:-1]) + (w[-1] + "</w>",) for w in words}
    merges = []
    while True:
        pairs = Counter(p for s in split.values() for p in zip(s, s[1:]))
        if not pairs:
            return merges
        best = max(sorted(pairs), key=pairs.get)
        merges.append(best)
        split = {w: _merged(s, best) for w, s in split.items()}


def _merged(symbols, pair):
    out, i = [], 0
    while i < len(symbols):
        if symbols[i:i + 2] == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return tuple(out)


def write(folder, pad):
    symbols = byte_symbols()
    merges = learn([w for w in vocabulary() if w.isalpha()])
    tokens = symbols + [s + "</w>" for s in symbols] + [a + b for a, b in merges] + [BOS, EOS]
    if len(set(tokens)) != len(tokens):
        raise ValueError("two merges give the same token; CLIP's vocabulary needs them distinct")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}, ensure_ascii=False), "utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), "utf-8")
    special = {"bos_token": BOS, "eos_token": EOS, "pad_token": pad, "unk_token": EOS}
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2))
    (folder / "tokenizer_config.json").write_text(json.dumps({
        **special, "add_prefix_space": False, "do_lower_case": True, "errors": "replace",
        "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}, indent=2))
    return len(tokens)


def make(model):
    write(Path(model) / "tokenizer", EOS)
    return write(Path(model) / "tokenizer_2", "!")


if __name__ == "__main__":
    print(make(sys.argv[1]), "tokens")
