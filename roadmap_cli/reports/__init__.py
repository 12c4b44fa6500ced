"""Frozen results: all that a command has to say. The screen and JSON are two renderings of the same report.

A module for each sort of command, because a class costs every command that imports it.
"""
