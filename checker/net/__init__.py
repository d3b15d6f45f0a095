"""The only sockets that go out, and the rules for them."""
