"""What `.github/workflows/nightly.yml` does at its steps, so that people can do it too: `make night STEP=…`."""
