#!/bin/sh
# Prints the first Python of 3.11 or newer; $PYTHON goes before all others. Says what to do where there is none.
for python in "$PYTHON" python3 python3.14 python3.13 python3.12 python3.11 python; do
  [ -n "$python" ] || continue
  # a command may be there and still not run (a version manager's shim), so it is asked
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    command -v "$python"
    exit 0
  fi
done
found=$(python3 --version 2>&1) || found="no python3 at all"
echo "setup: the checker needs Python 3.11 or newer; this machine has ${found}." >&2
echo "setup: install one (Debian 12, Ubuntu 24.04 and Fedora have it: apt-get install python3, dnf install python3)," >&2
echo "setup: or name it: make setup PYTHON=/path/to/python3.11" >&2
exit 1
