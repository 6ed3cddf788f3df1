"""What belongs to an extra is imported when it is needed; where it is missing, the message names the extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def need(module: str, extra: str) -> Any:
    """The module, which comes with an extra.

    Parameters
    ----------
    module: its name. extra: the extra of clipparse that installs it.

    Raises
    ------
    ModuleNotFoundError: it is not installed; the message says how to install it.

    >>> need("no_such_module", "arrow")
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: no_such_module is not installed; it comes with: pip install 'clipparse-news[arrow]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in (module, module.partition(".")[0]):
            raise  # it is there, and misses something itself
        told = f"{module} is not installed; it comes with: pip install 'clipparse-news[{extra}]'"
        raise ModuleNotFoundError(told, name=module) from None
