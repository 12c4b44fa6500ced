"""Foreign files as events: reads and checks, writes nothing."""
