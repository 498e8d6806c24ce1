"""Quality, measured on annotated documents with pinned floors."""
