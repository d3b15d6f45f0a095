"""Real returned messages and replies: the figures that were reached must not get worse.

The messages are not part of the project: MAILCLINIC_CORPORA names the folder that holds them.
"""

import os
from pathlib import Path

import pytest

from benchmarks.bounces import accuracy

FOLDER = os.environ.get("MAILCLINIC_CORPORA")

FLOORS = {
    "messages: reason": 0.97,
    "messages: hard": 0.99,
    "recipients: precision": 0.995,
    "recipients: recall": 0.995,
    "lines: reason": 0.96,
}
CEILINGS = {"non-failures called a failure": 0, "mailing list set: misses": 1, "mailing list set: extras": 0}


@pytest.mark.parts
@pytest.mark.skipif(FOLDER is None, reason="MAILCLINIC_CORPORA names no folder of real returned messages")
def test_accuracy_on_real_messages() -> None:
    assert FOLDER is not None
    figures = accuracy(Path(FOLDER) / "bounces")
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
    assert {name: figures[name] for name, most in CEILINGS.items() if figures[name] > most} == {}
