"""The verbs of the command line, one file each; fadu.site.cli finds them by name."""
