"""Returned messages as mail servers write them (RFC 3464), for tests that need one."""


def report(*recipients: tuple[str, str, str]) -> str:
    """A returned message: address, action, and what the server said (reply code and status first)."""
    blocks = "\n".join(
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {said.split()[1]}\n"
        f"Remote-MTA: dns; mx.{address.partition('@')[2]}\nDiagnostic-Code: smtp; {said}\n"
        for address, action, said in recipients
    )
    return (
        "From: MAILER-DAEMON@mx.example.org\nSubject: Delivery Status Notification\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nThis is the mail system.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"{blocks}\n--b--\n"
    )
