"""Reports in formats for other programs and people: a module a format, named as the format."""
