"""Who stands where, on whose word, and what the record says."""
