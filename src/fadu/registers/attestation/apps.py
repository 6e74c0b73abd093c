"""The register `attestation` as a Django app."""

from django.apps import AppConfig


class AttestationConfig(AppConfig):
    """Proofs that may be asked for, dated."""

    name = "fadu.registers.attestation"
    label = "attestation"
    verbose_name = "证明事项"
    default_auto_field = "django.db.models.BigAutoField"
