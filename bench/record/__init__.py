"""Roll calls: the time of an import and of each question, beside pandas doing the same."""
