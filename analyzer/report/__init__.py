"""The figures without a screen."""
