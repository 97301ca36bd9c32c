"""A worker of RQ does one job; prints its state, its result and how many are finished."""
import operator
import os

import redis
from rq import Queue, Worker

connection = redis.from_url(os.environ["REDIS_URL"])
queue = Queue("mail", connection=connection)
job = queue.enqueue(operator.add, 2, 3)
worker = Worker([queue], connection=connection, name="worker-1")
worker.work(burst=True, logging_level="ERROR")
job.refresh()
print(job.get_status(), job.result, queue.finished_job_registry.count)
