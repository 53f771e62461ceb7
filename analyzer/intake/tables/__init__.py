"""Typed sheets put together: lookups joined, days given, doubles and targets taken out."""
