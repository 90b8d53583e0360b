"""Where the house is put together: settings, URLs, the WSGI entry, the embedded database."""
