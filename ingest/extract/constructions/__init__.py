"""The constructions that may report speech: each module proposes candidates of some of them."""
