"""File bytes in, one typed Arrow table and an intake report out."""
