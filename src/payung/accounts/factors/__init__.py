"""The second step of signing in: what shows, beside a password, that it is really he.

Owns `Factor`. May touch accounts' people, devices, codes and limits. Called by sign-in, by the
invitation's pages, and by the middleware that lets nobody work before he has one.
`services` adds, checks and ends; `totp` and `passkeys` hold the two techniques; `gate` says who
needs a second step and whether this session has taken it.
"""
