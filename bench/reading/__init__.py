"""Speed of reading web pages."""
