"""How well copies of one report are found."""
