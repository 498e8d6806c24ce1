"""Positions construction by construction, on short texts written for it, each with the rows that a careful reader would note."""
