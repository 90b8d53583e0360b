"""The law as data and small functions: rules, dated parameters, sources. Knows no Django."""
