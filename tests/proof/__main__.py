"""`make proof`: everything that needs thousands of cases; results go to docs/proof as JSON."""

import argparse
import sys
import time

from tests.proof import disclosure, mutations
from tests.proof.measured import DISCLOSURE, MUTATIONS, PROOFS, Proof
from tests.proof.plot import write_plot

CASES = 10_000
SECTIONS = {DISCLOSURE: disclosure.prove, MUTATIONS: mutations.prove}


def main() -> int:
    """Run the sections asked for; 0 only where each of them holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "section", nargs="*", help="disclosure or mutations; both where none is named"
    )
    options.add_argument("--cases", type=int, default=CASES)
    options.add_argument("--seed", type=int, default=20260302)
    options.add_argument("--stale", action="store_true", help="only say which results are stale")
    asked = options.parse_args()
    if asked.stale:
        for proof in PROOFS:
            sys.stdout.write(f"{proof.name}: {proof.state()}\n")
        return 0
    sections = [proof.name for proof in SECTIONS]
    unknown = set(asked.section) - set(sections)
    if unknown:
        options.error(f"there is no section {min(unknown)}; there are: {', '.join(sections)}")
    wanted = [proof for proof in SECTIONS if not asked.section or proof.name in asked.section]
    held = [_prove(proof, asked.cases, asked.seed) for proof in wanted]
    return 0 if all(held) else 1


def _prove(proof: Proof, cases: int, seed: int) -> bool:
    began = time.monotonic()
    result = SECTIONS[proof](cases, seed)
    result["seconds"] = round(time.monotonic() - began)
    proof.keep(result)
    if proof is MUTATIONS:
        write_plot(result, proof.file.with_suffix(".svg"))
    sys.stdout.write(proof.file.read_text(encoding="utf-8"))
    return bool(result["holds"])


if __name__ == "__main__":
    sys.exit(main())
