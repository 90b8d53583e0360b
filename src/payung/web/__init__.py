"""The shell: home, navigation, error pages, middleware."""
