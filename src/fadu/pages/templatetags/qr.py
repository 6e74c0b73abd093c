"""{% qr address as code %}: the QR code of an address, to be drawn (see `pages/parts/qr.html`)."""

from django import template

from fadu.documents.qr import Drawing, drawn

register = template.Library()


@register.simple_tag
def qr(address: str) -> Drawing:
    """The drawing; it holds modules only, never the text that it stands for."""
    return drawn(address)
