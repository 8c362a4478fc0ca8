"""From the files of an extract to typed tables. After this no text is a date."""
