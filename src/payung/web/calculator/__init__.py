"""The public calculator: what the law gives a family, and what a month of cover costs."""
