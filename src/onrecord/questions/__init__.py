"""Questions to the record: votes, agreement, cohesion, alignment, and words beside votes.

Each is a function from what is held (a ledger's roll calls, the registry, the bundled record) to a plain answer.
"""
