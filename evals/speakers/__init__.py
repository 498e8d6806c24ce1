"""Who speaks a whole document, and for which state, on speeches and statements whose speakers others have recorded."""
