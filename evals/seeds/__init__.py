"""The main job on the five source documents: facts of the documents, and positions."""
