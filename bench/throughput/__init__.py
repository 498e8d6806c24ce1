"""The cost of each stage beside the parse alone."""
