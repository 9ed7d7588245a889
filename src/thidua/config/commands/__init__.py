"""The commands of ``thidua``, one module each with ``register(subparsers)``."""
