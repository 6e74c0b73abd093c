"""The WSGI application that granian serves."""

from django.core.wsgi import get_wsgi_application

from fadu.site.profile import choose

choose()
application = get_wsgi_application()
