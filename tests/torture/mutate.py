"""Seeded mutations of a file: each changes some of its bytes, as a bad disk, a bad line or a bad person would."""

import random
import re
from collections.abc import Callable

BLOCK = 4096
TAIL = 2048
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)

Change = Callable[[bytes, random.Random], bytes]


def delete_byte(data: bytes, chance: random.Random) -> bytes:
    """Leave out one byte."""
    at = chance.randrange(len(data))
    return data[:at] + data[at + 1 :]


def insert_byte(data: bytes, chance: random.Random) -> bytes:
    """Put in one byte."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at:]


def flip_bit(data: bytes, chance: random.Random) -> bytes:
    """Turn one bit."""
    return _flip(data, chance, 1)


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    """Turn sixteen bits."""
    return _flip(data, chance, 16)


def _flip(data: bytes, chance: random.Random, times: int) -> bytes:
    changed = bytearray(data)
    for _ in range(times):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zero(data: bytes, chance: random.Random) -> bytes:
    """Make 512 bytes zeros."""
    at = chance.randrange(max(1, len(data) - 512))
    return data[:at] + bytes(512) + data[at + 512 :]


def truncate(data: bytes, chance: random.Random) -> bytes:
    """Cut the file off."""
    return data[: chance.randrange(1, len(data))]


def swap_blocks(data: bytes, chance: random.Random) -> bytes:
    """Exchange two blocks."""
    first, second = sorted(chance.sample(range(max(2, len(data) // BLOCK)), 2))
    one, other = data[first * BLOCK : (first + 1) * BLOCK], data[second * BLOCK : (second + 1) * BLOCK]
    between = data[(first + 1) * BLOCK : second * BLOCK]
    return data[: first * BLOCK] + other + between + one + data[(second + 1) * BLOCK :]


def repeat_block(data: bytes, chance: random.Random) -> bytes:
    """Write a block over another."""
    first, second = chance.sample(range(max(2, len(data) // BLOCK)), 2)
    one = data[first * BLOCK : (first + 1) * BLOCK]
    return data[: second * BLOCK] + one + data[second * BLOCK + len(one) :]


def delete_in_the_tail(data: bytes, chance: random.Random) -> bytes:
    """Leave out one of the last bytes."""
    at = chance.randrange(max(0, len(data) - TAIL), len(data))
    return data[:at] + data[at + 1 :]


def change_digit(data: bytes, chance: random.Random) -> bytes:
    """Change a digit outside of streams: a reference, a length, a place, a width."""
    return _change(data, chance, rb"\d", b"0123456789")


def change_letter(data: bytes, chance: random.Random) -> bytes:
    """Change a letter outside of streams: a key, a name, an operator of the structure."""
    return _change(data, chance, rb"[A-Za-z]", b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _change(data: bytes, chance: random.Random, pattern: bytes, letters: bytes) -> bytes:
    hidden = STREAM.sub(lambda found: bytes(len(found[0])), data)
    places = [found.start() for found in re.finditer(pattern, hidden)]
    at = chance.choice(places)
    other = chance.choice([letter for letter in letters if letter != data[at]])
    return data[:at] + bytes([other]) + data[at + 1 :]


CHANGES: tuple[Change, ...] = (
    delete_byte,
    insert_byte,
    flip_bit,
    flip_bits,
    zero,
    truncate,
    swap_blocks,
    repeat_block,
    delete_in_the_tail,
    change_digit,
    change_letter,
)
