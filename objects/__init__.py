"""Business objects: one folder per screen; each knows its screen and makes no decision."""
