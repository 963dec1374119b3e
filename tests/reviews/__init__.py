"""Fictional reviews for tests and measurement: content, styles, producers, defects, truth."""
