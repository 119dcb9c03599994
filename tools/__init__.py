"""What the Makefile runs beside the program; no part of the package."""
