"""PURE: from a file to the facts of a plan, each with the sentence it was read from. See ``model`` for the shapes."""
