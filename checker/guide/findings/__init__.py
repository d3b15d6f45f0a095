"""What a finding is called, what it means and what helps: one row per finding id, one file per check. The
texts are English msgids."""

from checker.guide.findings.account import ACCOUNT
from checker.guide.findings.address import ADDRESS
from checker.guide.findings.deliverability import DELIVERABILITY
from checker.guide.findings.dkim import DKIM
from checker.guide.findings.dmarc import DMARC
from checker.guide.findings.encryption import ENCRYPTION
from checker.guide.findings.names import EVIDENCE_MSGIDS, ORIGINS, REASONS, translated
from checker.guide.findings.repairs import REPAIRS
from checker.guide.findings.servers import SERVERS
from checker.guide.findings.spf import SPF
from checker.guide.findings.words import FindingWords

__all__ = ["EVIDENCE_MSGIDS", "FINDINGS", "ORIGINS", "REASONS", "FindingWords", "translated", "words_of"]

TABLES = (ADDRESS, REPAIRS, DELIVERABILITY, SPF, DKIM, DMARC, ENCRYPTION, ACCOUNT, SERVERS)
FINDINGS: dict[str, FindingWords] = {id_: words for table in TABLES for id_, words in table.items()}
"""Every finding that an engine can give; a test compares both ways."""


def words_of(finding_id: str) -> FindingWords:
    """The texts of a finding. KeyError for an id that no engine gives."""
    return FINDINGS[finding_id]
