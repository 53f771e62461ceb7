"""Add or push: the rules with their evidence, the rehearsal of a decision, and what became of it."""
