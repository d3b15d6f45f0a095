"""Reads what people paste as an e-mail address: pure, no input or output, no language."""

from checker.address.check import check
from checker.address.observations import FINDING_IDS
from checker.address.verdict import REFUSED_CHARACTERS, Rules, Verdict

__all__ = ["FINDING_IDS", "REFUSED_CHARACTERS", "Rules", "Verdict", "check"]
