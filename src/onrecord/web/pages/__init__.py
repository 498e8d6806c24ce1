"""The pages of the room, one module each: what is asked of the facts and the ledger, and what the template is given."""
