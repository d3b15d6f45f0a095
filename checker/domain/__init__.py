"""The health of a mail domain: its records, what is wrong with them, and how they should be.

Asks DNS through a resolver that it is given; `health.check` is the way in, `mail_servers.deliverability` the
short one.
"""
