"""The pages of the app: served from this machine alone, under a strict policy, with heads that links unfold to."""
