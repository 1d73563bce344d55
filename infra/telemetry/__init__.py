"""What the processes tell of themselves while they run: traces, and numbers. Neither holds a word of a person's."""
