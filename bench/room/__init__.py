"""The evidence room under load: a made-up ledger of any size, clients that walk its pages, and what they waited."""
