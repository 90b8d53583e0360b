"""The open interface for other programs: the law, without login, described by OpenAPI."""
