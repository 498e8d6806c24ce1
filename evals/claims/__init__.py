"""Claims and verdicts: the annotated source documents, generated claims, and texts written by hand."""
