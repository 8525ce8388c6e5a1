"""The nouns that walk the road. Imports nothing else of ours."""
