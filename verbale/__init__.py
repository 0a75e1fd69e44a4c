"""Verbale: a knowledge graph of war diplomacy, with the sentence that proves each tie."""
