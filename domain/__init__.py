"""What can happen, and what may: events, aggregates, commands, rules. No I/O, no clock, no framework."""
