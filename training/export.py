"""Writes what was learned as the file that the engine reads."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.engine.model.vectors import KnownRows
from training.encoding import Encoding
from training.network import Network


def export(path: Path, networks: Sequence[Network], encoding: Encoding, sharpness: float) -> None:
    """Half precision, compressed, no pickle.

    Args:
        networks: whose logits the engine averages.
        encoding: with which they were learned.
        sharpness: what the averaged logits are multiplied by.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "members": np.array(len(networks)),
        "sharpness": np.array(sharpness, np.float32),
    }
    for number, network in enumerate(networks):
        state = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
        arrays |= {f"{number}.mean": encoding.mean, f"{number}.scale": encoding.scale}
        for name, rows in (("names", encoding.names), ("letters", encoding.letters)):
            if isinstance(rows, KnownRows):
                arrays[f"{number}.{name}.hashes"] = rows.hashes
        for name, values in state.items():
            parts = name.split(".")
            if parts[0] in ("names", "letters"):
                name = f"{parts[0]}.vectors"
            elif parts[-1] == "weight":
                values = values.T
            arrays[f"{number}.{name}"] = values.astype(np.float16)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stubs take the names for `allow_pickle`
