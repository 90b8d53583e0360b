"""The one search box: what all rooms find for a reader."""
