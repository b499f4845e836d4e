#!/usr/bin/env python3
"""Writes the files of characters that the fonts are cut to, into the folder that
is named. README.md says how they are used."""
import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parent
content = here.parent.parent
commands = content.parent / "commands" / "words"
out = pathlib.Path(sys.argv[1])


def written(*globs):
    """All characters of the files that are there."""
    chars = set()
    for folder, glob in globs:
        for file in folder.glob(glob):
            if file.is_file():
                chars |= set(file.read_text(encoding="utf-8", errors="ignore"))
    return chars


def table(codec, first, last):
    """The characters of a double-byte set, row by row."""
    chars = set()
    for high in range(first, last + 1):
        for low in range(0xA1, 0xFF):
            try:
                chars |= set(bytes([high, low]).decode(codec))
            except UnicodeDecodeError:
                pass
    return chars


def ranges(text):
    chars = set()
    for part in text.split():
        first, _, last = part.partition("-")
        chars |= {chr(c) for c in range(int(first, 16), int(last or first, 16) + 1)}
    return chars


def words_of(tag, names):
    return written((content / "lang" / tag, "**/*"), (content / "vocabulary", tag + ".*"),
                   (content / "names", names + ".txt"), (commands, tag + ".yaml"))


marks = ranges("20-7E 2010-2015 2018-201F 2022 2026 2032 2033 2039 203A")
latin = marks | ranges("A0-17F 18F 192 1A0-1A1 1AF-1B0 1CD-1DC 218-21B 24F-25C 2BB-2BC 2C6-2C7 2D8-2DD 300-304 306-30C 323 1E00-1EFF 20AC 2116 2122 2212")
cyrillic = ranges("400-45F 462-463 472-475 490-4E9")
arabic = marks | ranges("600-6FF 750-77F 200C-200D FDF2")
hangul = ranges("20 3131-3163 3000-3003 3008-3011") | table("euc_kr", 0xB0, 0xC8) | {
    c for c in words_of("ko", "ko") if re.match("[\uac00-\ud7a3]", c)}
han = ranges("20 3000-3003 3005-3011 3014-3015 FF01-FF5E B7") | table("gb2312", 0xB0, 0xD7) | {
    c for c in words_of("zh-Hans", "zh") if re.match("[\u4e00-\u9fff]", c)}

for name, chars in {"latin": latin | cyrillic, "arabic": arabic, "hangul": hangul, "han": han}.items():
    (out / (name + ".txt")).write_text("".join(sorted(c for c in chars if c.isprintable() or c in "\u200c\u200d")), encoding="utf-8")
