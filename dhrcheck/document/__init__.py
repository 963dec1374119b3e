"""Understanding: from pages of lines to a submission with parts, sections, a plan and letters."""
