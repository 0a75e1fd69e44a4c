"""`python -m verbale`."""

from verbale.cli import main

main()
