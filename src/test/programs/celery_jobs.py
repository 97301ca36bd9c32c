"""A worker of Celery in a process of its own does one task and answers a ping; prints both answers."""
import os
import subprocess
import sys

from celery import Celery

app = Celery("jobs", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])


@app.task(name="add")
def add(a, b):
    return a + b


if __name__ == "__main__":
    command = [sys.executable, "-m", "celery", "-A", "celery_jobs", "worker", "-P", "solo", "-l", "ERROR"]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        result = add.delay(2, 3).get(timeout=40)
        answers = app.control.inspect(timeout=20, limit=1).ping()
        print(result, list(answers.values()))
        app.control.shutdown()
        worker.wait(timeout=20)
    finally:
        worker.kill()
