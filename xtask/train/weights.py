"""Writes the weights as the crate reads them: see src/tagger/model.rs and src/attribution/linking.rs."""
import struct

import numpy as np

from network import HIDDEN, LAYERS, TAPS, WIDTHS

VERSION = 2
# Bits that the values use; all are stored in eight, and what is not used compresses away.
TABLE_BITS, FIRST_BITS, LAYER_BITS, OTHER_BITS = 5, 5, 6, 8
# Values of a table further out than so many standard deviations are clipped.
FARTHEST = 3.2


def top(bits):
    return 2 ** (bits - 1) - 1


def rows_of(matrix, bits=OTHER_BITS):
    """8-bit rows and a float scale for each."""
    scales = np.maximum(np.abs(matrix).max(1), 1e-6) / top(bits)
    return np.round(matrix / scales[:, None]).astype("i1").tobytes() + scales.astype("<f4").tobytes()


def differences(words):
    """Sorted hashes as differences in 7-bit groups, lowest first."""
    out, last = bytearray(), 0
    for word in words:
        rest, last = int(word) - last, int(word)
        while rest >= 128:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def write_tagger(network, words, path):
    part = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    floats = lambda name: part[name].astype("<f4").tobytes()
    out = [b"AATG", struct.pack("<H", VERSION), struct.pack("<9H", 2 * HIDDEN, LAYERS, len(words), *WIDTHS), differences(words)]
    units = []
    for index, width in enumerate(WIDTHS):
        table = part[f"tables.{index}.weight"]
        limit = top(TABLE_BITS)
        unit = min(np.abs(table).max(), FARTHEST * table.std()) / limit
        units += [unit] * width
        out.append(np.clip(np.round(table / unit), -limit, limit).astype("i1").tobytes())
    taps = np.split(part["layers.0.weight"], TAPS, 1)
    out.append(rows_of(np.concatenate([tap * np.array(units) for tap in taps]), FIRST_BITS))
    out += [rows_of(part["places.weight"]), rows_of(part["surroundings.weight"])]
    for layer in range(1, LAYERS):
        out += [rows_of(part[f"layers.{layer}.weight"], LAYER_BITS), floats(f"layers.{layer}.bias")]
    out += [floats("feedback"), rows_of(part["output.weight"]), floats("output.bias"), floats("step"), floats("start")]
    with open(path, "wb") as file:
        file.write(b"".join(out))


def write_linker(linker, path):
    with open(path, "wb") as file:
        for rows, bias, output in zip(linker.rows, linker.bias, linker.output):
            rows = rows.detach().numpy()
            units = np.abs(rows).max(0) / top(OTHER_BITS)
            file.write(np.round(rows / units).astype("i1").tobytes() + units.astype("<f4").tobytes())
            file.write(bias.detach().numpy().astype("<f4").tobytes() + output.detach().numpy().astype("<f4").tobytes())
