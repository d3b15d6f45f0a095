"""An address -> the settings of its mail account, what differs from them, and whether the servers answer."""

from checker.account.check import check
from checker.account.model import (
    Account,
    Auth,
    Difference,
    Origin,
    Probed,
    ServerSettings,
    TypedServer,
)
from checker.account.probe import Prober

__all__ = [
    "Account",
    "Auth",
    "Difference",
    "Origin",
    "Probed",
    "Prober",
    "ServerSettings",
    "TypedServer",
    "check",
]
