"""A pytest plugin for a force's own regression tests: each runs on each version of the form.

Installed with the package. A test asks for the fixture ``niche``::

    @pytest.mark.ppn_forms("v1", "v2")
    def test_the_school_is_read(niche):
        for record in niche.records:
            assert niche.read(record).children[0].school

``pytest --ppn-form v2`` runs on that version only; without it a test runs on every version that the
robot has a model of. ``--junitxml`` has the version in the name of each test; ``--ppn-form-html FILE`` writes
a table of tests by versions.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest

from bot.application_model import ModelLibrary
from bot.browser import BrowserSettings, RobotBrowser
from bot.forms.desk import FormDesk, open_form_desk
from bot.robot import objects_folder

MARK = "ppn_forms"
_OPTION, _PAGE = "--ppn-form", "--ppn-form-html"
_RESULTS = pytest.StashKey[dict[tuple[str, str], str]]()
_STYLE = (
    "body{font:15px/1.45 'Segoe UI',system-ui,Arial,sans-serif;margin:24px 32px;color:#1b2733}"
    "table{border-collapse:collapse}th,td{border:1px solid #d5dce2;padding:6px 12px;text-align:left}"
    "th{background:#e9eef2}.passed{background:#e3f2e8;color:#1d6b3a}.failed{background:#fbe1e7;"
    "color:#8b1030;font-weight:600}.skipped{background:#e7ebee;color:#45525e}"
)


@dataclass(frozen=True)
class NicheInForm:
    """A running Niche that shows its records in one version of the form.

    Attributes:
        version: such as ``v2``.
    """

    desk: FormDesk
    version: str

    @property
    def records(self) -> Sequence[str]:
        """The ids of its synthetic records."""
        return self.desk.records

    def read(self, record: str) -> Any:  # noqa: ANN401 - what the desk reads: a PPN
        """The record, read and proved in this version.

        Raises:
            DriftException: the form is not the approved one; nothing was read.
        """
        return self.desk.read(self.version, record)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plugin."""
    group = parser.getgroup("ppn forms")
    group.addoption(
        _OPTION,
        action="append",
        default=[],
        metavar="VERSION",
        help="run tests of the fixture `niche` on this form version only; may be repeated",
    )
    group.addoption(_PAGE, metavar="FILE", help="write a table of tests by form versions")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line(
        "markers", f"{MARK}(*versions): the form versions that the test is for, such as 'v1', 'v2'"
    )
    config.stash[_RESULTS] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``niche`` runs once for each version."""
    if "ppn_form" in metafunc.fixturenames:
        marks = [str(v) for mark in metafunc.definition.iter_markers(MARK) for v in mark.args]
        metafunc.parametrize("ppn_form", _versions(marks, metafunc.config))


@pytest.fixture(scope="session")
def form_desk(request: pytest.FixtureRequest) -> Iterator[FormDesk]:
    """The desk, started once; on the Playwright of pytest-playwright where that is installed."""
    shares = request.config.pluginmanager.hasplugin("playwright")
    given = request.getfixturevalue("playwright") if shares else None
    with (
        RobotBrowser(BrowserSettings(), playwright=given) as browser,
        open_form_desk(None, browser) as desk,
    ):
        yield desk


@pytest.fixture
def niche(form_desk: FormDesk, ppn_form: str) -> NicheInForm:
    """A running Niche in one version of the form."""
    return NicheInForm(form_desk, ppn_form)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note how the test went on its version."""
    report = yield
    version = item.callspec.params.get("ppn_form") if hasattr(item, "callspec") else None
    if isinstance(version, str) and (report.when == "call" or report.outcome != "passed"):
        name = item.nodeid.partition("[")[0]
        item.config.stash[_RESULTS][name, version] = report.outcome
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each version; the page where it was asked for."""
    results = terminalreporter.config.stash[_RESULTS]
    for version in sorted({version for _, version in results}):
        outcomes = [outcome for (_, v), outcome in results.items() if v == version]
        counted = ", ".join(f"{outcomes.count(o)} {o}" for o in dict.fromkeys(sorted(outcomes)))
        terminalreporter.write_line(f"form {version}: {counted}")
    if page := terminalreporter.config.getoption(_PAGE):
        Path(page).write_text(_table(results), encoding="utf-8")


def _versions(marks: Sequence[str], config: pytest.Config) -> list[str]:
    asked: list[str] = config.getoption(_OPTION)
    known = _modelled()
    unknown = [version for version in (*asked, *marks) if version not in known]
    if unknown:
        raise pytest.UsageError(
            f"there is no model of form version {unknown[0]!r}; there are: {', '.join(known)}"
        )
    wanted = marks or known
    return [version for version in wanted if not asked or version in asked]


def _modelled() -> list[str]:
    """The versions that the robot has a model of."""
    forms = [model.form for model in ModelLibrary.load(objects_folder()) if model.form]
    return sorted({form.rpartition(" ")[2] for form in forms})


def _table(results: dict[tuple[str, str], str]) -> str:
    versions = sorted({version for _, version in results})
    head = "".join(f"<th>{escape(version)}</th>" for version in versions)
    rows = "".join(
        f"<tr><td>{escape(test)}</td>"
        + "".join(_cell(results.get((test, version), "")) for version in versions)
        + "</tr>"
        for test in dict.fromkeys(test for test, _ in results)
    )
    return (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Tests by form version</title>'
        f"<style>{_STYLE}</style><h1>Tests by form version</h1>"
        f"<table><tr><th>Test</th>{head}</tr>{rows}</table></html>\n"
    )


def _cell(outcome: str) -> str:
    return f'<td class="{outcome}">{outcome or "not for it"}</td>'
