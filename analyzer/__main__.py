"""``python -m analyzer``."""

from __future__ import annotations

import logging
import sys

from analyzer.report.command import main

if __name__ == "__main__":
    # What went wrong is said in words; what the reading process muttered is for a server's log.
    logging.getLogger("analyzer").addHandler(logging.NullHandler())
    sys.exit(main())
