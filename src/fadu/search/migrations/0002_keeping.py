"""Triggers, full-text table and inverted index."""

from django.db import migrations

from fadu.search.keeping import keep


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("people", "0001_initial")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
