"""Background work with a progress that survives a reload; a job stores whose work it is."""
