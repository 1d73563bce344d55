"""What developers of clients read: the cookbook, whose answers are real, and the reference made from it."""
