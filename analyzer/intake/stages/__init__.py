"""The user's stage labels, placed in the funnel."""
