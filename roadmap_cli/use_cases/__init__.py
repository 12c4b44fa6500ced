"""What a user can do that takes several rooms, which do not know each other. Speaks to nobody: that is for `cli`."""
