"""One run over many machines: documents in parts, a ledger as a folder of Parquet files, and the way from it to a file.

Every job is a plain function from files to files, so that one core, a process and a cluster give the same rows.
"""

from onrecord.scale.merging import Merged, merge_folder
from onrecord.scale.running import Recipe, Spread, Step, spread
from onrecord.scale.workers import Here, Workers

__all__ = ["Here", "Merged", "Recipe", "Spread", "Step", "Workers", "merge_folder", "spread"]
