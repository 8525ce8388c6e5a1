"""report/通报.docx: the notice, from a Word template that the office can edit."""
