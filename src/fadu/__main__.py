"""`python -m fadu VERB …`: hands over to the command line of the site."""

import sys

from fadu.site.cli import main

sys.exit(main(sys.argv[1:]))
