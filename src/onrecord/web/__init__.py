"""The evidence room: a web page over a ledger, on the user's own machine.

`enter` opens a ledger, `make_app` makes the application, `serve` answers until it is told to stop.
"""
