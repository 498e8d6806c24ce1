"""A cluster of two nodes on this machine: the same rows as on one core, also when a node is lost."""
