"""The words for the steps of a sale, by language: each step in the usual order, and the names it goes by."""
