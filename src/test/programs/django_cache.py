"""Django's cache and sessions by django-redis; prints what they hold."""
import os

import django
from django.conf import settings

cache_of = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": os.environ["REDIS_URL"]}
settings.configure(CACHES={"default": cache_of}, SESSION_ENGINE="django.contrib.sessions.backends.cache")
django.setup()

from django.contrib.sessions.backends.cache import SessionStore
from django.core.cache import cache

cache.set_many({"page:1": "a", "page:2": "b"}, 60)
cache.set("count", 1)
with cache.lock("lock", timeout=5):
    counted = cache.incr("count")
found = [sorted(cache.keys("page:*")), cache.delete_pattern("page:*"), counted]
session = SessionStore()
session["user"] = "ann"
session.save()
found.append(SessionStore(session.session_key)["user"])
cache.clear()
print(*found, cache.get("count"))
