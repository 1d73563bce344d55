"""From bytes to an answer: requests, compiled documents with their limits, execution, errors in one form."""
