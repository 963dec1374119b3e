"""Many reviews at once: found in folders, checked side by side, kept as they come, seen in one view.

``triage`` (in ``run.py``) is the way in; ``gathering`` and ``grouping`` say what one review is,
``work`` checks one of them anywhere, ``crew`` and ``cluster`` are who does it, ``store`` keeps it.
"""
