"""What a cell means, one module per field: a scalar rule, and its form for whole columns."""
