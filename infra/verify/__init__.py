"""Whether what is stored is what was: the log against what was signed of it, pictures against their digests, views
against a fresh fold.
"""
