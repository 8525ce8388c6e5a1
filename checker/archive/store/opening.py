"""Opens the place of a store by its address: a folder, or `s3://bucket/prefix`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import fsspec  # type: ignore[import-untyped]  # the library has no types
import fsspec.asyn  # type: ignore[import-untyped]  # as above

from checker.archive.store.place import Place
from checker.archive.store.pushes import MARK
from checker.evidence.names import shown
from checker.faults import ArchiveFault, UsageFault
from checker.rendering.guard import Guard
from checker.running.secrets import blot
from checker.settings import Settings

_PATIENCE = 20  # seconds for a connection


def is_address(text: str) -> bool:
    """Whether that is written as an address, and not as a path."""
    return "://" in text


def is_store(text: str) -> bool:
    """Whether that is the address of a store, or a folder that says that it is one."""
    return is_address(text) or Path(text, MARK).is_file()


def split_address(text: str) -> tuple[str, str] | None:
    """The store and the run that `text` names, as URL/RUN; null where it names no store. A folder is one where it says so itself."""
    store, _, run = text.rstrip("/").rpartition("/")
    if not is_address(text) and not (store and Path(store, MARK).is_file()):
        return None
    if not store or store.endswith("/"):
        raise UsageFault(f"{shown(blot(text))} names no run of a store: write URL/RUN.")
    return store, run


@contextmanager
def open_place(address: str, settings: Settings) -> Iterator[Place]:
    """The place, with nothing said yet of what lies there. Raises UsageFault where the address is none of a store."""
    if not is_address(address):
        yield _folder(Path(address))
        return
    parts = urlsplit(address)
    if parts.username or parts.password or "@" in parts.netloc:
        raise UsageFault("Names and passwords do not belong into a store's address: see the settings `store_key` and `store_secret`.")
    if parts.query or parts.fragment:
        raise UsageFault(f"The address {shown(address)} has more than a place: write s3://bucket/prefix, or a folder.")
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        yield _folder(Path(unquote(parts.path)))
    elif parts.scheme == "s3" and parts.netloc:
        with _bucket(parts.netloc + parts.path.rstrip("/"), settings) as place:
            yield place
    else:
        raise UsageFault(f"{shown(blot(address))} is no place for a store: write a folder, or s3://bucket/prefix.")


def _folder(path: Path) -> Place:
    root = path.expanduser().absolute()
    return Place(fsspec.filesystem("file", skip_instance_cache=True), str(root), str(root))


@contextmanager
def _bucket(root: str, settings: Settings) -> Iterator[Place]:
    """Everything goes through the address guard, as with all our clients. Keys that no setting gives are those of AWS's variables."""
    try:
        import s3fs  # type: ignore[import-untyped]  # noqa: F401, PLC0415 -- an extra; the library has no types
        from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # noqa: PLC0415 -- as above
    except ModuleNotFoundError as error:
        raise UsageFault("Stores on S3 want the extra s3: install checker[s3].") from error
    guard = Guard(allow_private=settings.allow_private, upstream=settings.proxy, connect_timeout=_PATIENCE)
    loop = fsspec.asyn.get_loop()
    fsspec.asyn.sync(loop, guard.__aenter__)
    try:
        config = {"proxies": {"http": guard.address, "https": guard.address}, "connect_timeout": _PATIENCE, "retries": {"max_attempts": 3}}
        files = fsspec.filesystem(
            "s3", skip_instance_cache=True, use_listings_cache=False, endpoint_url=settings.store_endpoint, config_kwargs=config,
            **_keys(settings), **({"client_kwargs": {"verify": str(settings.trust_ca)}} if settings.trust_ca else {}),
        )  # fmt: skip
        try:
            yield Place(files, root, f"s3://{root}", (OSError, BotoCoreError, ClientError))
        except ArchiveFault as fault:
            if not guard.failures:
                raise
            hint = " (a private address, which --allow-private permits)" if guard.refused else ""
            raise ArchiveFault(f"{fault} The server was not reached: {[*guard.failures.values()][-1].kind}{hint}.") from fault
    finally:
        fsspec.asyn.sync(loop, guard.__aexit__, None, None, None)


def _keys(settings: Settings) -> dict[str, Any]:
    if (settings.store_key is None) is not (settings.store_secret is None):
        raise UsageFault("The settings `store_key` and `store_secret` belong together: set both, or neither.")
    if settings.store_key is None or settings.store_secret is None:
        return {}
    return {"key": settings.store_key.get_secret_value(), "secret": settings.store_secret.get_secret_value()}
