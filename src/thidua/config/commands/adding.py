"""One way of adding a command to ``thidua``: its help, its examples as they are typed, its data folder."""

from __future__ import annotations

import argparse
from typing import Any

type Commands = argparse._SubParsersAction[argparse.ArgumentParser]
HOME = "thư mục dữ liệu, thay cho THIDUA_HOME"


def command(commands: Commands, name: str, *, help: str, epilog: str, **more: Any) -> argparse.ArgumentParser:
    """A new command; ``epilog`` (examples) keeps its lines."""
    return commands.add_parser(
        name, help=help, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter, **more
    )


def with_home(commands: Commands, name: str, *, help: str, epilog: str, home: str = HOME) -> argparse.ArgumentParser:
    """A new command that works on a data folder (``--home``)."""
    made = command(commands, name, help=help, epilog=epilog)
    made.add_argument("--home", help=home)
    return made
