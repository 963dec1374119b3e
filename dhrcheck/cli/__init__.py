"""The command line: words typed become calls, and a report becomes an exit code."""
