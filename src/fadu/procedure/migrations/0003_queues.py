"""Tasks know their matter, their urgency without null, and whether they came back; lists get indexes."""

import datetime
import json

import django.db.models.functions.comparison
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What waits now, from the state of its case."""
    tasks = apps.get_model("procedure", "Task").objects.select_related("case")
    for task in tasks.iterator(chunk_size=2000):
        hands = json.loads(task.case.state_text)["hands"]
        task.procedure, task.again = task.case.procedure, task.step in hands
        task.save(update_fields=["procedure", "again"])


class Migration(migrations.Migration):
    dependencies = [
        ("procedure", "0002_unchanging"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="task",
            name="task_by_post",
        ),
        migrations.AddField(
            model_name="task",
            name="again",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="procedure",
            field=models.CharField(default="", max_length=80),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddField(
            model_name="task",
            name="urgent_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "due", models.Value(datetime.date(9999, 12, 31))
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["bureau", "procedure", "opened_on", "number"], name="case_list"
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("officer__isnull", True)),
                fields=["bureau", "post", "urgent_on", "case", "procedure", "step"],
                name="task_of_post",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("officer__isnull", False)),
                fields=["bureau", "officer", "urgent_on", "case", "post", "procedure", "step"],
                name="task_of_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["bureau", "procedure", "urgent_on", "case", "step", "officer"],
                name="task_of_procedure",
            ),
        ),
    ]
