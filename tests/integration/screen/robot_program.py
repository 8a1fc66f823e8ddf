"""A robot on its own, for tests that kill it: opens a page, says so, and waits for ever."""

import sys

from bot.browser import BrowserSettings, RobotBrowser

HANGING = "<h1>hangs</h1><script>for (;;) ;</script>"

if __name__ == "__main__":
    with RobotBrowser(BrowserSettings()) as browser:
        page = browser.new_window().new_page()
        page.set_content("<h1>here</h1>")
        sys.stdout.write(f"{browser.watchdog.pid}\n")
        sys.stdout.flush()
        if "--hanging" in sys.argv:
            page.goto(f"data:text/html,{HANGING}", wait_until="commit")
        sys.stdin.read()
