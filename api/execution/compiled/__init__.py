"""Queries and the elements of streams, run by a plan that is made once for a document.

The reference executor decides for every object and field anew what to do; a plan has decided already, and does it for
all objects of a selection at once. It knows one way, the good one: whatever it does not support, and whatever fails
while it runs, is left to the reference executor as a whole, which also words all errors.

    compiler   a document becomes a plan
    plan       selections of fields, and their run
    fields     a field of all objects of a selection: resolved now, by a loader, or by a task of its own
    values     resolved values become JSON, type by type
"""
