"""Administration: users, form versions, faults and the audit."""

from fake_niche.admin import audit_trail, faults, forms, overview, users
from fake_niche.admin.base import blueprint

__all__ = ["audit_trail", "blueprint", "faults", "forms", "overview", "users"]
