"""How fast and how well copies are found among up to a hundred thousand documents."""
