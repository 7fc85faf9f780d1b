"""Lines of text to probabilities: the recognition model that rapidocr's package carries, run by ONNX Runtime.

Only the model file is used. None of rapidocr's code is imported, so that nothing can ask the network for anything.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]
    Probabilities = NDArray[np.float32]

MODEL = "rapidocr/models/PP-OCRv6_rec_small.onnx"
HEIGHT = 48
"""Pixels; the height that the model reads lines at."""
_STEP = 8
"""Pixels; one step of the model."""
_BUCKET = 32
_NARROWEST, _WIDEST = 64, 3200
_PIXELS_A_BATCH = 24 * 320
_THREADS = 1


class Recogniser:
    """The model. `signs[i]` is the sign of class i; class 0 is CTC's blank."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # idle threads would burn a shared core
        path = Path(str(distribution("rapidocr").locate_file(MODEL)))
        self._session: Any = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        names = self._session.get_modelmeta().custom_metadata_map["character"].removesuffix("\n").split("\n")
        self.signs: tuple[str, ...] = ("", *names, " ")
        self._input = self._session.get_inputs()[0].name

    def read(self, lines: Sequence[Gray]) -> list[Probabilities]:
        """For every picture of a line: a row a step from left to right, a column a class.

        A line is stretched to a width that depends on it alone, so that what is read does not depend on its company.
        """
        scaled = [_scaled(line) for line in lines]
        buckets: defaultdict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(scaled):
            buckets[line.shape[1]].append(number)
        found: dict[int, Probabilities] = {}
        for width, numbers in buckets.items():
            size = max(1, _PIXELS_A_BATCH // width)
            for start in range(0, len(numbers), size):
                part = numbers[start : start + size]
                batch = np.stack([scaled[number] for number in part])[:, None]
                answer = self._session.run(None, {self._input: np.repeat(batch, 3, axis=1)})[0]
                found.update(zip(part, answer, strict=True))
        return [found[number] for number in range(len(lines))]


def pixels_a_step(line: Gray) -> float:
    """How many pixels of the picture of a line a step of the model covers."""
    return float(_STEP * line.shape[0] / HEIGHT)


@cache
def recogniser() -> Recogniser:
    """The model, loaded once a process."""
    return Recogniser()


def _scaled(line: Gray) -> NDArray[np.float32]:
    """The line at the model's height, values from -1 to 1, its width filled up to a bucket's with the model's own filling."""
    height, width = line.shape
    wide = min(max(round(width * HEIGHT / height), 8), _WIDEST)
    bucket = max(_NARROWEST, -(-wide // _BUCKET) * _BUCKET)
    shrinks = height > HEIGHT
    picture = cv2.resize(line, (wide, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    out = np.zeros((HEIGHT, bucket), np.float32)
    out[:, :wide] = picture.astype(np.float32) / 127.5 - 1
    return out
