"""The triggers that keep the record insert-only."""

from django.db import migrations

from fadu.record.protection import protect


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
