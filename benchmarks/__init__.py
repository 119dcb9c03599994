"""What `make bench` runs: this bot and a plain baseline under the same load, on the same core."""
