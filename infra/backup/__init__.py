"""What it takes to stand up again elsewhere: the log, the pictures, and the few tables that are no fold of the log.

The keys of personal text are not part of it. They are copied apart (`infra.backup.keys`), and what was shredded comes
back from neither.
"""
