"""The schools' mail world: a mail server and an inbox page that stand in for every school.

It knows nothing of who sends: it takes mail over SMTP as any server does, keeps it on disk, answers
with bounces and receipts, and shows each mailbox as its school would see it.
"""
