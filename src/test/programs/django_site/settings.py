import os
import urllib.parse


def database(variable):
    url = urllib.parse.urlparse(os.environ[variable])
    name = url.path[1:]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": url.username,
        "PASSWORD": url.password,
        "HOST": url.hostname,
        "PORT": url.port,
        "TEST": {"NAME": name},
    }


DATABASES = {"default": database("TEST_URL" if "TESTING" in os.environ else "DATABASE_URL")}
INSTALLED_APPS = ["shop"]
SECRET_KEY = "of a test"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
