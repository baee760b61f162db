"""United Nations resolutions from PDF to DOCX, accessible PDF and JSON, with a proof that nothing was lost."""
