"""The desk: the officer's day. Inbox, case page, counter; every act goes through the engine."""
