"""The command line: parse, call what Python can call too, print."""

from onrecord.cli.app import cli, main

__all__ = ["cli", "main"]
