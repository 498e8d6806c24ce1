"""Positions on the practice documents: real speeches, statements, news and resolutions annotated by hand."""
