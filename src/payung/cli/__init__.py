"""The commands of the contract; one module per command, imported only when it is called."""
