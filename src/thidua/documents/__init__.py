"""Official papers as typed content, printed as DOCX and PDF; Vietnamese text, spreadsheets and files."""
