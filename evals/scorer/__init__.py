"""Learning and measuring the scorer of praise and blame; see docs/scorer.md."""
