"""How the tiles of the vote map got their places."""
