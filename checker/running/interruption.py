"""An order to end (Ctrl-C, SIGTERM, a terminal that closed): the run stops in good order and can be resumed."""

import signal
from types import FrameType

_ORDERS = (signal.SIGTERM, signal.SIGHUP)


def heed_orders_to_end() -> None:
    """From now on SIGTERM and SIGHUP do what Ctrl-C does. One that this process was told to ignore (nohup) stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background by a shell: an order to end must arrive all the same
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for order in _ORDERS:
        if signal.getsignal(order) is not signal.SIG_IGN:
            signal.signal(order, _interrupt)


def _interrupt(_: int, __: FrameType | None) -> None:
    signal.raise_signal(signal.SIGINT)  # asyncio ends a run in good order on this one
