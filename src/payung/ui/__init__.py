"""What every page is made of: layout, styles, template tags, form fields, server-made SVG.

Knows no model and no user: rooms hand over plain values, the shell (payung.web) the context.
"""
