"""The pure core: no clock, no random, no I/O, no third-party package."""
