"""`python -m roadmap_cli` is `roadmap`."""

from roadmap_cli.cli import main

if __name__ == "__main__":
    main()
