"""Files to BPJS beside the lists to pay (new, exit, change), and everything that comes back."""
