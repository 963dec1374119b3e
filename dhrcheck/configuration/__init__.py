"""The configuration file: what a partnership need not type each time.

``dhrcheck.toml``, or a section ``[dhrcheck]`` or ``[tool:dhrcheck]`` of ``setup.cfg``, in this folder or
one above it. Words typed win over it.
"""
