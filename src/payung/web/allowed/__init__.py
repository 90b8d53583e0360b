"""Who may do what, read off the declarations of pages and acts."""
