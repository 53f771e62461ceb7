"""A family of workbooks and CSV files whose truth is known, as CRMs export them and people keep them."""
