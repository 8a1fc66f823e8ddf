"""`make proof`: everything that needs thousands of cases; results go to docs/proof as JSON."""

import argparse
import sys
import time

from tests.proof import disclosure
from tests.proof.measured import DISCLOSURE, PROOFS

CASES = 10_000


def main() -> int:
    """Run the sections asked for; 0 only where each of them holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("section", nargs="*", help="disclosure; all where none is named")
    options.add_argument("--cases", type=int, default=CASES)
    options.add_argument("--seed", type=int, default=20260302)
    options.add_argument("--stale", action="store_true", help="only say which results are stale")
    asked = options.parse_args()
    if asked.stale:
        for proof in PROOFS:
            sys.stdout.write(f"{proof.name}: {proof.state()}\n")
        return 0
    if asked.section and DISCLOSURE.name not in asked.section:
        options.error("there is one section: disclosure")
    began = time.monotonic()
    result = disclosure.prove(asked.cases, asked.seed)
    result["seconds"] = round(time.monotonic() - began)
    DISCLOSURE.keep(result)
    sys.stdout.write(DISCLOSURE.file.read_text(encoding="utf-8"))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
