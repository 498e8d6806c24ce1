"""Two hundred positions drawn at random from real documents, read one by one beside their text."""
