"""The user's case: a small TOML file about the dispute that is followed, read into a `Case`."""

from onrecord.case.load import load_case, parse_case

__all__ = ["load_case", "parse_case"]
