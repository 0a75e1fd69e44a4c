"""The names in an article."""
