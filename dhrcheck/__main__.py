"""``python -m dhrcheck``."""

from __future__ import annotations

import sys

from dhrcheck.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
