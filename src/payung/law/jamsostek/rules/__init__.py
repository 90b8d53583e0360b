"""The rules of JKK, JKM, scholarship and iuran, one module for each benefit."""
