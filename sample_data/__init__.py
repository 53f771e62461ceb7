"""Sixteen weeks of an invented pipeline, in English and in Chinese; README.md says which stories it tells."""
