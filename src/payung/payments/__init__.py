"""PKS, lists to pay, BPJS files and answers, and the money from SPP to posted."""
