"""Who speaks in the statements of an article."""
