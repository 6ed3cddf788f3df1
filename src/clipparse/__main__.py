"""`python -m clipparse` is `clipparse`."""

import sys

from clipparse.cli import main

if __name__ == "__main__":
    sys.exit(main())
