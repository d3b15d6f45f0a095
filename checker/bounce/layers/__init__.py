"""Ways to read a returned message, from authoritative to heuristic.

Every layer is one module with one function, `read(message) -> list[Report]`: one report per recipient that
it is sure of, an empty list where the message is not of its kind. `decode` asks them in order.
"""

from checker.bounce.layers import dsn, events, feedback, prose, returned, transcript

__all__ = ["dsn", "events", "feedback", "prose", "returned", "transcript"]
