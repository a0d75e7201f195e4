"""Make click speak French: its own strings, looked up with gettext, in the catalogue beside.

Click marks every string that a person reads for the standard library's gettext, in the domain
"messages". Nothing of click is replaced, so that its upgrades keep working.
"""

import gettext
import os
from pathlib import Path

DOMAIN = "messages"
LOCALE = Path(__file__).parent / "locale"


def install() -> None:
    """Bind click's strings to the French catalogue, whatever the language of the system.

    gettext has no other way to be told a language than the environment.
    """
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    os.environ["LANGUAGE"] = "fr"
