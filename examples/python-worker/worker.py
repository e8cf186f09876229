"""A worker that takes jobs from a queue until it is told to stop (SIGTERM or Ctrl-C).

It waits for jobs by long polling, keeps a job leased for as long as it works on it, deletes finished jobs in batches,
gives failed ones back to be tried again, and leaves those that always fail to a dead-letter queue.
"""
import json
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3

QUEUE = os.environ.get("QUEUE", "jobs")
LEASE_SECONDS = int(os.environ.get("LEASE_SECONDS", "30"))
RETRY_SECONDS = int(os.environ.get("RETRY_SECONDS", "10"))
TRIES_MAX = int(os.environ.get("TRIES_MAX", "5"))
# A long poll cannot be broken off with boto3, so that stopping takes up to this long.
WAIT_SECONDS = int(os.environ.get("WAIT_SECONDS", "10"))

sqs = boto3.client(
    "sqs",
    endpoint_url=os.environ.get("SQS_ENDPOINT", "http://localhost:9324"),
    region_name="us-east-1",
    aws_access_key_id="x",
    aws_secret_access_key="x",
)
stopping = threading.Event()


def say(line):
    """Writes a line at once, for print writes its end apart, and lines of several threads would mix."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def work(job):
    """Your work goes here. A job that raises is tried again, so a job must bear being done twice."""
    order = json.loads(job["Body"])
    time.sleep(order.get("seconds", 0))
    say(f"done {order['task']}")


def create_queues():
    """Creating a queue that exists already changes nothing, so every worker may do it when it starts."""
    dead = sqs.create_queue(QueueName=f"{QUEUE}-dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = {"deadLetterTargetArn": arn, "maxReceiveCount": TRIES_MAX}
    return sqs.create_queue(QueueName=QUEUE, Attributes={"RedrivePolicy": json.dumps(redrive)})["QueueUrl"]


def receive(queue_url):
    return sqs.receive_message(
        QueueUrl=queue_url,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=WAIT_SECONDS,
        VisibilityTimeout=LEASE_SECONDS,
        AttributeNames=["ApproximateReceiveCount"],
    ).get("Messages", [])


def keep_leased(queue_url, in_hand, finished):
    """Renews the leases of the jobs in hand well before they end; a finished job is in hand until it is deleted."""
    while not finished.wait(LEASE_SECONDS / 3):
        entries = [
            {"Id": str(i), "ReceiptHandle": handle, "VisibilityTimeout": LEASE_SECONDS}
            for i, handle in enumerate(list(in_hand))
        ]
        try:
            if entries:
                sqs.change_message_visibility_batch(QueueUrl=queue_url, Entries=entries)
        except Exception as e:
            say(f"leases not renewed: {e}")


def try_job(queue_url, job, in_hand):
    handle, tries = job["ReceiptHandle"], int(job["Attributes"]["ApproximateReceiveCount"])
    try:
        work(job)
        return handle
    except Exception as e:
        say(f"try {tries} of {TRIES_MAX} failed: {e}")
        # Comes again later, each time a little later. After the last try the server moves it to the dead letters.
        in_hand.discard(handle)
        sqs.change_message_visibility(
            QueueUrl=queue_url, ReceiptHandle=handle, VisibilityTimeout=RETRY_SECONDS * tries)
        return None


def work_on(queue_url, jobs, threads):
    in_hand, finished = {job["ReceiptHandle"] for job in jobs}, threading.Event()
    renewals = threading.Thread(target=keep_leased, args=(queue_url, in_hand, finished))
    renewals.start()
    try:
        done = list(threads.map(lambda job: try_job(queue_url, job, in_hand), jobs))
        entries = [{"Id": str(i), "ReceiptHandle": handle} for i, handle in enumerate(done) if handle]
        if entries:
            answer = sqs.delete_message_batch(QueueUrl=queue_url, Entries=entries)
            for failed in answer.get("Failed", []):
                say(f"not deleted, will come again: {failed.get('Message')}")
    finally:
        finished.set()
        renewals.join()


def main():
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    queue_url = create_queues()
    say(f"waiting for jobs in {queue_url}")
    with ThreadPoolExecutor(max_workers=10) as threads:
        while not stopping.is_set():
            try:
                jobs = receive(queue_url)
                if jobs:
                    work_on(queue_url, jobs, threads)
            except Exception as e:
                say(f"trying again: {e}")
                stopping.wait(1)
    say("stopped")


main()
