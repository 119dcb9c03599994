"""The laws of the runtime: for each the tests that hold it, and a break that they must catch."""
