"""The bundled example texts, which are data: `karabakh/README.md` says what they are and what they retell."""
