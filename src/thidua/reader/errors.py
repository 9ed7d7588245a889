"""Why a file cannot be read, in a sentence for the person who brought it."""


class Unreadable(Exception):
    """One Vietnamese sentence: what cannot be read, why, and what to do instead."""
