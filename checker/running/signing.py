"""Where the signing key lies and how it is opened: before anything is visited, so that a wrong passphrase costs no night."""

import getpass
import os
import sys
from pathlib import Path

from checker.evidence.blobs import BLOBS
from checker.evidence.names import shown
from checker.evidence.outside_runs import is_run
from checker.evidence.signing_key import SigningKey, needs_passphrase, read_signing_key
from checker.faults import UsageFault
from checker.settings import Settings


def open_signing_key(settings: Settings) -> SigningKey | None:
    """The key of the setting `signing_key`, None where none is set. Raises UsageFault where it cannot be used."""
    if settings.signing_key is None:
        return None
    file = settings.signing_key.expanduser()
    refuse_archive(file, settings.out)
    return read_signing_key(file, _passphrase(file, settings))


def refuse_archive(file: Path, archive: Path) -> None:
    """Raises UsageFault where a key in `file` would lie in an archive: whoever gets a copy of the evidence would get the key."""
    place = file.resolve()
    for folder in place.parents:
        # a run that somebody copied to a folder far above the key does not make that an archive: hence the question for blobs/
        is_near = folder == place.parent or (folder / BLOBS).is_dir()
        if folder == archive.resolve() or is_run(folder) or (is_near and _holds_runs(folder)):
            raise UsageFault(
                f"The signing key {shown(str(file))} lies in the archive {shown(str(folder))}: whoever may write there could sign anew, "
                "and whoever gets a copy gets the key. Keep it elsewhere, readable by its owner alone."
            )


def default_place() -> Path:
    """Where `checker keys new` puts a key that nobody gave another place."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "checker" / "signing-key.pem"


def ask_new_passphrase() -> str | None:
    """Asks twice at the terminal; None for an empty one. Raises UsageFault where the two differ."""
    first = getpass.getpass("Passphrase of the new key (empty: none): ")
    if first != getpass.getpass("Once more: "):
        raise UsageFault("The two passphrases differ: nothing was written.")
    return first or None


def _passphrase(file: Path, settings: Settings) -> str | None:
    if settings.signing_passphrase is not None:
        return settings.signing_passphrase.get_secret_value()
    if needs_passphrase(file) and sys.stdin.isatty():
        return getpass.getpass(f"Passphrase of {shown(str(file))}: ")
    return None


def _holds_runs(folder: Path) -> bool:
    try:
        return any(is_run(entry) for entry in folder.iterdir())
    except FileNotFoundError:  # a folder that is still to be made holds nothing
        return False
    except PermissionError:  # nobody keeps an archive where this user may not even look
        return False
