"""What runs inside the sandboxes. The name is unusual on purpose: candidates and tests may call their modules what they like."""
