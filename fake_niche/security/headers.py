"""Headers that every answer carries."""

from flask import Response

_POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)


def add_secure_headers(response: Response) -> None:
    """Forbid foreign content, framing elsewhere, type guessing and caching of records."""
    headers = response.headers
    headers["Content-Security-Policy"] = _POLICY
    headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if not (response.mimetype or "").startswith(("text/css", "text/javascript", "image/")):
        headers["Cache-Control"] = "no-store"
