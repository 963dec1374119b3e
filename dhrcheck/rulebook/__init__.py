"""The rule book: from YAML files to checked rules."""
