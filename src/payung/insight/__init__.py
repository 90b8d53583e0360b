"""Coverage, gaps and reports: reads only."""
