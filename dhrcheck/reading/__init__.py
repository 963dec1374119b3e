"""Reading: from a path to pages of positioned text, each saying how it was read."""
