"""Ways from one post to others."""
