"""The site: settings, addresses, command line. The only room that knows all the others."""
