"""``mash-bot forms check``: what changed from one form version to the next, and what that means.

Nothing here reads a form's definition: all it knows is what the two pages show. It proposes; a person
approves; no running session uses any of it.
"""
