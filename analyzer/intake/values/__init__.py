"""Text to money, dates and shares."""
