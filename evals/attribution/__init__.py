"""Measures who is said to have said what against annotated news articles, and learns the weights from them."""
