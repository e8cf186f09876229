"""One part of what applications do with SQS: python3 lifecycle.py ENDPOINT PART. Prints the part's name when all held.

boto3 checks the digests of all it receives.
"""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, part = sys.argv[1:]
sqs = boto3.client(
    "sqs",
    endpoint_url=endpoint,
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(retries={"max_attempts": 0}),
)
name = f"boto-{part}-{os.getpid()}"


def create(queue, **attributes):
    return sqs.create_queue(QueueName=queue, Attributes=attributes)["QueueUrl"]


def attributes_of(url, *names):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(names)).get("Attributes", {})


def arn_of(url):
    return attributes_of(url, "QueueArn")["QueueArn"]


def receive(url, **more):
    request = {"QueueUrl": url, "WaitTimeSeconds": 5, "MaxNumberOfMessages": 10, **more}
    return sqs.receive_message(**request).get("Messages", [])


def bodies(messages):
    return [message["Body"] for message in messages]


def delete(url, message):
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def counts(url):
    found = attributes_of(url, "All")
    return found["ApproximateNumberOfMessages"], found["ApproximateNumberOfMessagesNotVisible"]


def refused(code, call, **request):
    try:
        call(**request)
    except ClientError as refusal:
        assert refusal.response["Error"]["Code"].endswith(code), refusal.response
        return refusal
    raise AssertionError(f"expected {code}, found an answer")


def queues():
    url = create(name, VisibilityTimeout="60")
    assert sqs.get_queue_url(QueueName=name)["QueueUrl"] == url
    assert sqs.list_queues(QueueNamePrefix=name)["QueueUrls"] == [url]
    try:
        create(name, VisibilityTimeout="61")
        raise AssertionError("another queue of that name should be refused")
    except sqs.exceptions.QueueNameExists:
        pass

    sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "7"})
    found = attributes_of(url, "All")
    assert (found["VisibilityTimeout"], found["DelaySeconds"]) == ("60", "7"), found

    sqs.tag_queue(QueueUrl=url, Tags={"team": "a & b", "more": "<x>"})
    sqs.untag_queue(QueueUrl=url, TagKeys=["team"])
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"more": "<x>"}

    sqs.add_permission(QueueUrl=url, Label="one", AWSAccountIds=["123456789012"], Actions=["SendMessage"])
    assert "123456789012" in attributes_of(url, "Policy")["Policy"]
    sqs.remove_permission(QueueUrl=url, Label="one")
    assert "123456789012" not in attributes_of(url, "Policy").get("Policy", "")

    sqs.delete_queue(QueueUrl=url)
    try:
        sqs.get_queue_url(QueueName=name)
        raise AssertionError("the queue should be gone")
    except sqs.exceptions.QueueDoesNotExist:
        pass


def messages():
    url = create(name)
    body = "<&>\r\n\t\"' gr\u00fc\u00dfe, \u4e16\u754c \U0001f680"
    sent = sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes={
        "text": {"DataType": "String", "StringValue": "value"},
        "number": {"DataType": "Number.int", "StringValue": "-42"},
        "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01\xff"},
    })
    first = receive(url, MessageAttributeNames=["All"], AttributeNames=["All"])[0]
    assert (first["MessageId"], first["Body"]) == (sent["MessageId"], body), first
    assert first["Attributes"]["ApproximateReceiveCount"] == "1", first
    assert first["MessageAttributes"]["number"]["StringValue"] == "-42", first
    assert first["MessageAttributes"]["bytes"]["BinaryValue"] == b"\x00\x01\xff", first
    assert first["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"], first

    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0)
    second = receive(url, AttributeNames=["ApproximateReceiveCount"])[0]
    assert second["MessageId"] == first["MessageId"], second
    assert second["Attributes"]["ApproximateReceiveCount"] == "2", second
    delete(url, second)
    assert counts(url) == ("0", "0")
    assert "Messages" not in sqs.receive_message(QueueUrl=url)

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(receive, url, WaitTimeSeconds=20)
        sqs.send_message(QueueUrl=url, MessageBody="wake up")
        assert bodies(waiting.result()) == ["wake up"]

    sqs.purge_queue(QueueUrl=url)
    assert counts(url) == ("0", "0")
    refusal = refused("PurgeQueueInProgress", sqs.purge_queue, QueueUrl=url)
    assert refusal.response["ResponseMetadata"]["HTTPStatusCode"] == 403, refusal.response


def batches():
    url = create(name)
    sent = sqs.send_message_batch(QueueUrl=url, Entries=[
        {"Id": f"s{i}", "MessageBody": f"body {i}",
         "MessageAttributes": {"n": {"DataType": "Number", "StringValue": str(i)}}} for i in range(10)])
    assert len(sent["Successful"]) == 10, sent
    got = receive(url, MessageAttributeNames=["All"])
    assert sorted(bodies(got)) == [f"body {i}" for i in range(10)], got
    assert all(m["MessageAttributes"]["n"]["StringValue"] == m["Body"][5:] for m in got), got

    changed = sqs.change_message_visibility_batch(QueueUrl=url, Entries=[
        {"Id": "good", "ReceiptHandle": got[0]["ReceiptHandle"], "VisibilityTimeout": 0},
        {"Id": "bad", "ReceiptHandle": "forged", "VisibilityTimeout": 0}])
    assert [entry["Id"] for entry in changed["Successful"]] == ["good"], changed
    assert [(entry["Id"], entry["Code"]) for entry in changed["Failed"]] == [("bad", "ReceiptHandleIsInvalid")], changed

    again = receive(url)[0]
    assert again["MessageId"] == got[0]["MessageId"], again
    gone = sqs.delete_message_batch(QueueUrl=url, Entries=[
        {"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(got[1:] + [again])])
    assert len(gone["Successful"]) == 10, gone
    assert counts(url) == ("0", "0")


def errors():
    url = create(name)
    try:
        sqs.send_message(QueueUrl=url + "-missing", MessageBody="x")
        raise AssertionError("a missing queue should be refused")
    except sqs.exceptions.QueueDoesNotExist:
        pass
    try:
        sqs.delete_message(QueueUrl=url, ReceiptHandle="forged")
        raise AssertionError("a forged handle should be refused")
    except sqs.exceptions.ReceiptHandleIsInvalid:
        pass
    refused("InvalidParameterValue", sqs.receive_message, QueueUrl=url, WaitTimeSeconds=21)
    refused("EmptyBatchRequest", sqs.send_message_batch, QueueUrl=url, Entries=[])


def fifo():
    url = create(name + ".fifo", FifoQueue="true", ContentBasedDeduplication="true")

    def send(group, body, **more):
        return sqs.send_message(QueueUrl=url, MessageGroupId=group, MessageBody=body, **more)

    first, twin, second = send("a", "a1"), send("a", "a1"), send("a", "a2")
    send("b", "b1", MessageDeduplicationId="other")
    assert (twin["MessageId"], twin["SequenceNumber"]) == (first["MessageId"], first["SequenceNumber"]), twin
    assert int(second["SequenceNumber"]) > int(first["SequenceNumber"])

    a1 = receive(url, MaxNumberOfMessages=1, AttributeNames=["All"])[0]
    assert (a1["Body"], a1["Attributes"]["MessageGroupId"]) == ("a1", "a"), a1
    assert a1["Attributes"]["SequenceNumber"] == first["SequenceNumber"], a1
    assert bodies(receive(url)) == ["b1"]
    delete(url, a1)
    assert bodies(receive(url)) == ["a2"]
    refused("MissingParameter", sqs.send_message, QueueUrl=url, MessageBody="x")


def source_and_dead_letters():
    dead = create(name + "-dead")
    policy = json.dumps({"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": 1})
    return create(name, RedrivePolicy=policy), dead


def dead_letters():
    url, dead = source_and_dead_letters()
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [url]

    sqs.send_message(QueueUrl=url, MessageBody="poison")
    message = receive(url)[0]
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    assert receive(url, WaitTimeSeconds=0) == []
    letter = receive(dead, AttributeNames=["All"])[0]
    assert letter["MessageId"] == message["MessageId"], letter
    assert letter["Attributes"]["ApproximateReceiveCount"] == "2", letter


def moves():
    url, dead = source_and_dead_letters()
    source, destination = arn_of(dead), arn_of(url)
    sqs.send_message(QueueUrl=dead, MessageBody="back to work")
    assert sqs.start_message_move_task(SourceArn=source, DestinationArn=destination)["TaskHandle"]
    assert bodies(receive(url, WaitTimeSeconds=20)) == ["back to work"]
    tasks = sqs.list_message_move_tasks(SourceArn=source, MaxResults=10)["Results"]
    assert [task["DestinationArn"] for task in tasks] == [destination], tasks

    # So many that the next task, at one a second, cannot be over before it is cancelled.
    sqs.send_message_batch(QueueUrl=dead, Entries=[{"Id": str(i), "MessageBody": "x"} for i in range(10)])
    slow = sqs.start_message_move_task(SourceArn=source, DestinationArn=destination, MaxNumberOfMessagesPerSecond=1)
    cancelled = sqs.cancel_message_move_task(TaskHandle=slow["TaskHandle"])
    assert cancelled["ApproximateNumberOfMessagesMoved"] < 10, cancelled
    refused("ResourceNotFoundException", sqs.start_message_move_task, SourceArn=source + "-missing")


globals()[part]()
print(part)
