"""Personal values and graph snapshots cannot be changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fadu.record.protection import UNCHANGING, protect_from_change


def protect_unchanging(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One trigger a table."""
    for table in UNCHANGING:
        protect_from_change(table, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("procedure", "0001_initial"),
        ("people", "0001_initial"),
        ("record", "0002_protection"),
    ]

    operations = [migrations.RunPython(protect_unchanging, migrations.RunPython.noop)]
