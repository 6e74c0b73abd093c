"""Inspection: what a file really is, found out in a child process that can do nothing else.

`asking.inspect` is the one way in. Everything that touches the bytes (`look`, `pdf`, `picture`)
runs in a process that can open no file and no connection, write nothing, and is killed when it
takes too much memory or time (`server`). Originals are read, never rewritten.
"""
