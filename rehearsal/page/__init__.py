"""The page: a chat in the browser, in which the real bot works, and beside it why it does so."""
