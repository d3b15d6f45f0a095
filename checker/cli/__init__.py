"""The command line: `mailclinic serve | build | check | decode | search | diagnose | openapi`.

Exit status: 0 all answered; 1 answered, and something is wrong with the mail or the address; 2 bad usage;
3 something could not be answered.
"""

import sys
from collections.abc import Sequence

from pydantic import ValidationError

from checker.answer import MissingArticlesError
from checker.cli.arguments import read_arguments
from checker.cli.outcome import Exit, complain
from checker.guide.catalog import CatalogError
from checker.settings import Settings, SettingsFileError
from checker.web.problems import SettingError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status."""
    try:
        settings = Settings()
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            name = ".".join(map(str, problem["loc"])) or "settings"
            print(f"mailclinic: {name}: {problem['msg']}", file=sys.stderr)
        return Exit.USAGE
    except SettingsFileError as error:
        print(f"mailclinic: {error}", file=sys.stderr)
        return Exit.USAGE
    try:
        arguments = read_arguments(sys.argv[1:] if argv is None else argv, settings)
        status: int = arguments.run(arguments, settings)
        sys.stdout.flush()
        return status
    except ExceptionGroup as group:
        return complain(group.exceptions)
    except SettingError as error:
        complain([error])
        return Exit.USAGE
    except (CatalogError, MissingArticlesError) as error:
        return complain([error])
    except BrokenPipeError:
        # The reader of our output has gone; nothing more may be written, not even at exit.
        sys.stdout = None
        return Exit.GOOD
    except KeyboardInterrupt:
        return 130
