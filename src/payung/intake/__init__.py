"""Lists on their way in: quarantine, check, confirm; nothing is data before confirmation."""
