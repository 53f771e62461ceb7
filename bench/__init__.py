"""How fast the analyzer is, as one table: every number beside what it is compared with, in the same run."""
