"""Packages of the operating system: which ones are wanted, and how this machine installs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from setup.words import SetupFault, say

AGAIN = "then run `make setup` again."


@dataclass(frozen=True, slots=True)
class Want:
    """What is missing, and the packages that bring it: of each inner tuple the first that the system knows.

    `beside` are taken too where the system knows them.
    """

    purpose: str
    apt: tuple[tuple[str, ...], ...]
    dnf: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...] = ()


CHROMIUM = Want(
    "Chromium",
    apt=(("chromium-headless-shell", "chromium"),),
    dnf=(("chromium-headless", "chromium"),),
    beside=("chromium-sandbox",),  # for machines that keep user namespaces from ordinary users
)
DRIVER_LIBRARY = Want("libatomic, for Playwright's driver", apt=(("libatomic1",),), dnf=(("libatomic",),))
FONTS = Want(
    "Chinese fonts",
    apt=(("fontconfig",), ("fonts-noto-cjk",)),
    dnf=(("fontconfig",), ("google-noto-sans-cjk-fonts", "google-noto-sans-cjk-vf-fonts", "google-noto-sans-cjk-ttc-fonts")),
)
CERTUTIL = Want("certutil, for --trust-ca", apt=(("libnss3-tools",),), dnf=(("nss-tools",),))


def install_wants(wants: Sequence[Want]) -> None:
    """Installs what brings all of `wants`. Raises SetupFault where this machine or account cannot."""
    manager = package_manager()
    purposes = "; ".join(want.purpose for want in wants)
    choices = [choice for want in wants for choice in (want.dnf if manager == "dnf" else want.apt)]
    refresh(purposes)
    beside = [name for want in wants for name in want.beside if _is_known(manager, name)]
    install([_first_known(manager, choice) for choice in choices] + beside, purposes)


def refresh(purposes: str) -> None:
    """Brings apt's lists up to date: a fresh machine has none; dnf sees to that by itself."""
    if package_manager() == "apt-get":
        _run(["apt-get", "-q", *_PATIENT, "update"], purposes)


def install(packages: Sequence[str], purposes: str) -> None:
    """Installs `packages` by the system's package manager. Raises SetupFault where this machine or account cannot."""
    say(f"installing {' '.join(packages)} ({purposes})")
    match package_manager():
        case "apt-get":
            _run(["apt-get", "-y", "-q", *_PATIENT, "install", "--no-install-recommends", *packages], purposes)
        case "dnf":
            _run(["dnf", "-y", "-q", "install", "--setopt=install_weak_deps=False", *packages], purposes)
        case _:
            raise SetupFault(f"missing: {purposes}. This system has neither apt-get nor dnf: install it by the system's own means, {AGAIN}")


# another apt may be at work on a fresh machine: wait for it, two minutes at most
_PATIENT = ("-o", "DPkg::Lock::Timeout=120")


def package_manager() -> str | None:
    if not sys.platform.startswith("linux"):
        return None
    return next((name for name in ("apt-get", "dnf") if shutil.which(name)), None)


def _first_known(manager: str | None, choice: tuple[str, ...]) -> str:
    if manager is None or len(choice) == 1:
        return choice[0]
    for name in choice:
        if _is_known(manager, name):
            return name
    browser = " A Chromium from elsewhere can be named in CHECKER_BROWSER." if "chromium" in choice else ""
    raise SetupFault(f"this system's package lists know none of {', '.join(choice)}: install it by other means, {AGAIN}{browser}")


def _is_known(manager: str | None, name: str) -> bool:
    if manager is None:
        return False
    query = ["apt-cache", "show", "--no-all-versions"] if manager == "apt-get" else ["dnf", "-q", "info"]
    return subprocess.run([*query, name], capture_output=True, check=False).returncode == 0


def _run(words: list[str], purposes: str) -> None:
    """Runs a package manager as root; its output is shown only where it failed."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([*_as_root(words, purposes), *words], capture_output=True, text=True, check=False, env=quiet)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupFault(f"`{' '.join(words)}` failed ({purposes}):\n{last}\nMend that, or ask an administrator to run it, {AGAIN}")


def _as_root(words: list[str], purposes: str) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise SetupFault(
            f"missing: {purposes}. This account may not install packages and there is no sudo: "
            f"ask an administrator to run `{' '.join(words)}`, {AGAIN}"
        )
    # without a terminal nobody could type a password
    return ["sudo", "DEBIAN_FRONTEND=noninteractive"] if sys.stdin.isatty() else ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
