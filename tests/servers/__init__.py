"""Real servers on loopback, and what a test needs that is not Python."""
