"""The triggers that keep the ledger balanced and insert-only."""

from django.db import migrations

from fadu.money.keeping import keep


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
