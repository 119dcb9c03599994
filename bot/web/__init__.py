"""What the bot serves by HTTP. Imported by whoever serves something, and only then."""
