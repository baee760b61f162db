"""Write a resolution as one PDF that is accessible (PDF/UA-1, ISO 14289-1) and archival (PDF/A-3a, ISO 19005-3)."""
