"""Mailclinic: what is wrong with this e-mail, who can fix it, and how."""

__version__ = "0.1.0"
