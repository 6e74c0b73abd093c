"""The record: entries that chain within their case, evidence files, export, verifier.

Each act writes one entry in the transaction of the change. Entries are inserted and read, never
changed; what they say about persons is a commitment, the value lies apart (see `people`).
"""
