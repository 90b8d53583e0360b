"""The register of minutes of reconciliation: drafted, printed, signed by both sides."""
