"""Prints a release copy with the robot's own browser: the look of the Word file, as PDF."""

from dataclasses import replace

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright

from bot.browser import BrowserSettings, RobotBrowser
from bot.exceptions import SystemException
from bot.redaction.as_html import head_lines, is_landscape, page_html
from bot.redaction.package import Package

_FONT = "font-family:Arial,'Liberation Sans',Helvetica,sans-serif"
_LOOKS = {
    "Marking": "text-align:center;font-weight:bold;font-size:11pt;letter-spacing:.5pt",
    "Handling": "text-align:center;font-size:8.5pt;padding-top:1pt",
    "DraftLine": "text-align:center;font-weight:bold;font-size:10pt;color:#a11b1b;padding-top:3pt",
    "Footer": (
        "display:flex;justify-content:space-between;border-top:.5pt solid #8793a8;"
        "padding:3pt 0 2pt;font-size:8.5pt;color:#444b59"
    ),
}
_PLAIN = "text-align:center;font-size:8.5pt"


def print_pdf(
    content: bytes, title: str, settings: BrowserSettings, playwright: Playwright | None = None
) -> bytes:
    """Print the Word file of a release copy.

    Args:
        content: the Word file.
        title: of the PDF.
        settings: which browser; it is never shown.
        playwright: a running Playwright to use (tests); else one is started.

    Raises:
        BrowserNotFound: there is no browser.
        SystemException: the browser cannot print it.
    """
    package = Package.read(content)
    headless = replace(settings, headed=False, slow_mo_ms=0)
    with RobotBrowser(headless, playwright) as browser:
        window = browser.new_window()
        try:
            window.route("**/*", lambda route: route.abort())
            page = window.new_page()
            page.set_content(page_html(content, title), wait_until="load")
            return page.pdf(
                format="A4",
                landscape=is_landscape(package),
                display_header_footer=True,
                header_template=_template(package, "header", "margin-top:11mm"),
                footer_template=_template(package, "footer", "margin-bottom:10mm"),
                margin={"top": "34mm", "bottom": "26mm", "left": "20mm", "right": "20mm"},
                print_background=True,
                tagged=True,
                outline=True,
            )
        except PlaywrightError as error:
            raise SystemException("the browser cannot print the release copy") from error
        finally:
            window.close()


def _template(package: Package, kind: str, place: str) -> str:
    """The lines of the header or footer; Chromium gives them a page of their own, without style."""
    lines = "".join(_line(style, html) for style, html in head_lines(package, kind))
    box = f"{_FONT};{place};width:100%;padding:0 20mm;box-sizing:border-box;line-height:1.25"
    return f'<style>#header,#footer{{padding:0}}</style><div style="{box}">{lines}</div>'


def _line(style: str, html: str) -> str:
    if style == "Footer":
        html = "".join(f"<span>{part}</span>" for part in html.split("\t"))
    return f'<div style="{_LOOKS.get(style, _PLAIN)}">{html}</div>'
