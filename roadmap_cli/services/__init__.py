"""One function per thing a user can do: read, decide, write, report. No third-party package, no clock, no random."""
