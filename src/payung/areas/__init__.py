"""City, kecamatan, kelurahan, RT with their history, and row-level security by area."""
