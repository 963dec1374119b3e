"""The user's own list of names to be protected: read, looked for, and masked wherever results go.

The list stays in this process: it is never written, printed, or given to another one.
"""
