"""From bytes to tables of text: what kind of file it is, where its header stands, which rows are not data."""
