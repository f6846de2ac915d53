"""What is seen: renderings of the view, and the wishes that come back from the rep."""
