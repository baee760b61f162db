"""What we write is read again as what it was written from: PDF by the pipeline, DOCX by way of LibreOffice."""
