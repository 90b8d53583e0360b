"""What a visitor who has no account finds at `/`: help, answers, figures, and whom to ask."""
