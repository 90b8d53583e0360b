"""The tests mirror the source; `unit` and `law` need neither Django nor a database."""
