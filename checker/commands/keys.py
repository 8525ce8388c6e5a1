"""The keys with which runs are signed: `keys`."""

from pathlib import Path

import click

from checker.evidence.signing_key import PublicKey, make_key, read_public_key, write_public_key
from checker.faults import UsageFault
from checker.options import settings_from
from checker.running.signing import ask_new_passphrase, default_place, open_signing_key, refuse_archive
from checker.running.terminal import standard_output

_FILE = click.Path(path_type=Path)


@click.group()
def keys() -> None:
    """Make and show the key with which runs are signed."""


@keys.command()
@click.option("--out", "file", type=_FILE, metavar="FILE", help="Where the secret key goes (default ~/.config/checker/signing-key.pem).")
@click.option("--passphrase", "ask", is_flag=True, help="Ask for a passphrase at the terminal.")
def new(file: Path | None, *, ask: bool) -> None:
    """Make an Ed25519 key, outside every archive; its public half is written beside it."""
    settings = settings_from({})
    place = (file or default_place()).expanduser()
    public_file = place.with_suffix(".pub.pem")
    refuse_archive(place, settings.out)
    for each in (place, public_file):
        if each.exists():
            raise UsageFault(f"{each} is there already, and no key is ever overwritten: choose another file with --out.")
    given = settings.signing_passphrase
    key = make_key(place, ask_new_passphrase() if ask else given.get_secret_value() if given else None)
    write_public_key(public_file, key.public)
    with standard_output():
        click.echo(key.public.fingerprint)
    click.echo(
        f"The secret key is in {place}: set CHECKER_SIGNING_KEY to it, and keep a copy where only you can read it.\n"
        f"The public key is in {public_file}: give it, or at least the fingerprint above, to whoever may want to check.",
        err=True,
    )


@keys.command()
@click.argument("file", type=_FILE, required=False)
def show(file: Path | None) -> None:
    """Print the public key of the setting signing_key, or that in the public FILE, as PEM; its fingerprint goes to stderr."""
    key = _own_key() if file is None else read_public_key(file)
    with standard_output():
        click.echo(key.pem, nl=False)
    click.echo(f"fingerprint: {key.fingerprint}", err=True)


def _own_key() -> PublicKey:
    signing = open_signing_key(settings_from({}))
    if signing is None:
        raise UsageFault("There is no signing key: make one with `checker keys new` and set CHECKER_SIGNING_KEY, or name a public FILE.")
    return signing.public
