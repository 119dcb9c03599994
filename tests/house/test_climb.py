"""Searching what was said: in the group, and page by page in private."""
