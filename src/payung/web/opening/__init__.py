"""Opening a city on an installation without accounts; until then nothing else answers."""
