"""Writes the weights as the crate reads them: see src/tagger/model.rs and src/attribution/linking.rs."""
import struct

import numpy as np

from network import CELLS, LAYERS, PLACE_WIDTH, STATES, SURROUNDINGS_WIDTH, TAPS, WIDTHS

VERSION = 3
# Bits that the values use; all are stored in eight, and what is not used compresses away.
TABLE_BITS, FIRST_BITS, LAYER_BITS, OTHER_BITS = 5, 5, 5, 8
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


def table_of(table, bits=OTHER_BITS, farthest=np.inf):
    """8-bit rows and their one unit."""
    limit = top(bits)
    unit = min(np.abs(table).max(), farthest * table.std()) / limit
    return np.clip(np.round(table / unit), -limit, limit).astype("i1").tobytes(), unit


def write_tagger(network, words, path):
    part = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    floats = lambda values: values.astype("<f4").tobytes()
    both = lambda layer, name: np.concatenate([part[f"layers.{layer}.{name}_l0{way}"] for way in ("", "_reverse")])
    bias = lambda layer: both(layer, "bias_ih") + both(layer, "bias_hh")
    sizes = (CELLS, STATES, LAYERS, len(words), *WIDTHS, PLACE_WIDTH, SURROUNDINGS_WIDTH)
    out, units = [b"AATG", struct.pack("<H", VERSION), struct.pack("<12H", *sizes), differences(words)], []
    for index, width in enumerate(WIDTHS):
        rows, unit = table_of(part[f"tables.{index}.weight"], TABLE_BITS, FARTHEST)
        out.append(rows)
        units += [unit] * width
    first = both(0, "weight_ih")
    taps = [tap * np.array(units) for tap in np.split(first[:, : TAPS * len(units)], TAPS, 1)]
    out.append(rows_of(np.concatenate(taps), FIRST_BITS))
    for name in ("places", "surroundings"):
        rows, unit = table_of(part[f"{name}.weight"])
        out += [rows, floats(np.array([unit]))]
    out += [rows_of(first[:, TAPS * len(units) :]), floats(bias(0))]
    for layer in range(LAYERS):
        if layer:
            out += [rows_of(both(layer, "weight_ih"), LAYER_BITS), floats(bias(layer))]
        for way in ("", "_reverse"):
            out += [rows_of(part[f"layers.{layer}.weight_{name}_l0{way}"], LAYER_BITS) for name in ("hh", "hr")]
    out += [rows_of(part["output.weight"]), floats(part["output.bias"]), floats(part["step"]), floats(part["start"])]
    with open(path, "wb") as file:
        file.write(b"".join(out))


def write_linker(linker, path):
    with open(path, "wb") as file:
        for rows, bias, output in zip(linker.rows, linker.bias, linker.output):
            rows = rows.detach().numpy()
            units = np.abs(rows).max(0) / top(OTHER_BITS)
            file.write(np.round(rows / units).astype("i1").tobytes() + units.astype("<f4").tobytes())
            file.write(bias.detach().numpy().astype("<f4").tobytes() + output.detach().numpy().astype("<f4").tobytes())
