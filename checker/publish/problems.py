"""What a build refuses, in the words of whoever has to mend it: file, line, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `path` is None where no single file is to blame; line 0 means the whole file."""

    path: Path | None
    line: int
    message: str

    def __str__(self) -> str:
        if self.path is None:
            return self.message
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"

    def below(self, root: Path) -> "Problem":
        """The same problem with its path shortened to the part below a folder."""
        if self.path is None or not self.path.is_relative_to(root):
            return self
        return Problem(self.path.relative_to(root), self.line, self.message)


class BuildError(Exception):
    """A build that did not happen, with everything that is wrong. The site that stood before stands on."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(dict.fromkeys(problems), key=lambda p: (str(p.path or ""), p.line, p.message))
        super().__init__("\n".join(map(str, self.problems)))
