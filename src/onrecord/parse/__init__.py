"""Parsing: a Document's paragraphs become sentences of plain tokens, with dependencies.

This is the only package that knows spaCy. What leaves it is plain, picklable values.
"""

from onrecord.parse.parser import Parser

__all__ = ["Parser"]
