// One part of what applications do with SQS: node lifecycle.mjs ENDPOINT PART. Prints the part's name when all held.
// The SDK checks the digests of everything it sends and receives.
import assert from "node:assert/strict";
import { QueueDoesNotExist, QueueNameExists, ReceiptHandleIsInvalid, SQS } from "@aws-sdk/client-sqs";

const [endpoint, part] = process.argv.slice(2);
const sqs = new SQS({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
  maxAttempts: 1,
});
const name = `js-${part}-${process.pid}`;

const create = async (QueueName, Attributes) => (await sqs.createQueue({ QueueName, Attributes })).QueueUrl;
const arnOf = async (QueueUrl) =>
  (await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] })).Attributes.QueueArn;
const receive = async (QueueUrl, more = {}) =>
  (await sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10, ...more })).Messages ?? [];
const bodies = (messages) => messages.map((message) => message.Body);
const remove = (QueueUrl, message) => sqs.deleteMessage({ QueueUrl, ReceiptHandle: message.ReceiptHandle });

async function counts(QueueUrl) {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
  return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible];
}

const parts = {
  async queues() {
    const QueueUrl = await create(name, { VisibilityTimeout: "60" });
    assert.equal((await sqs.getQueueUrl({ QueueName: name })).QueueUrl, QueueUrl);
    assert.deepEqual((await sqs.listQueues({ QueueNamePrefix: name })).QueueUrls, [QueueUrl]);
    await assert.rejects(create(name, { VisibilityTimeout: "61" }), QueueNameExists);

    await sqs.setQueueAttributes({ QueueUrl, Attributes: { DelaySeconds: "7" } });
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
    assert.equal(Attributes.VisibilityTimeout, "60");
    assert.equal(Attributes.DelaySeconds, "7");

    await sqs.tagQueue({ QueueUrl, Tags: { team: "a & b", more: "<x>" } });
    await sqs.untagQueue({ QueueUrl, TagKeys: ["team"] });
    assert.deepEqual((await sqs.listQueueTags({ QueueUrl })).Tags, { more: "<x>" });

    await sqs.addPermission({ QueueUrl, Label: "one", AWSAccountIds: ["123456789012"], Actions: ["SendMessage"] });
    const policy = async () =>
      (await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["Policy"] })).Attributes?.Policy ?? "";
    assert.match(await policy(), /123456789012/);
    await sqs.removePermission({ QueueUrl, Label: "one" });
    assert.doesNotMatch(await policy(), /123456789012/);

    await sqs.deleteQueue({ QueueUrl });
    await assert.rejects(sqs.getQueueUrl({ QueueName: name }), QueueDoesNotExist);
  },

  async messages() {
    const QueueUrl = await create(name);
    const MessageBody = "<&>\r\n\t\"' grüße, 世界 \u{1f680}";
    const MessageAttributes = {
      text: { DataType: "String", StringValue: "value" },
      number: { DataType: "Number.int", StringValue: "-42" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) },
    };
    const sent = await sqs.sendMessage({ QueueUrl, MessageBody, MessageAttributes });
    const [first] = await receive(QueueUrl, { MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] });
    assert.equal(first.MessageId, sent.MessageId);
    assert.equal(first.Body, MessageBody);
    assert.equal(first.Attributes.ApproximateReceiveCount, "1");
    assert.equal(first.MessageAttributes.number.StringValue, "-42");
    assert.deepEqual([...first.MessageAttributes.bytes.BinaryValue], [0, 1, 255]);

    await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: first.ReceiptHandle, VisibilityTimeout: 0 });
    const [second] = await receive(QueueUrl, { MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
    assert.equal(second.MessageId, first.MessageId);
    assert.equal(second.Attributes.ApproximateReceiveCount, "2");
    await remove(QueueUrl, second);
    assert.deepEqual(await counts(QueueUrl), ["0", "0"]);
    assert.equal((await sqs.receiveMessage({ QueueUrl })).Messages, undefined);

    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await sqs.sendMessage({ QueueUrl, MessageBody: "wake up" });
    assert.deepEqual(bodies(await waiting), ["wake up"]);

    await sqs.purgeQueue({ QueueUrl });
    assert.deepEqual(await counts(QueueUrl), ["0", "0"]);
    await assert.rejects(sqs.purgeQueue({ QueueUrl }), (refusal) => refusal.$metadata.httpStatusCode === 403);
  },

  async batches() {
    const QueueUrl = await create(name);
    const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: `s${i}`, MessageBody: `body ${i}` }));
    const sent = await sqs.sendMessageBatch({ QueueUrl, Entries });
    assert.equal(sent.Successful.length, 10);
    const messages = await receive(QueueUrl);
    assert.deepEqual(bodies(messages).sort(), Entries.map((entry) => entry.MessageBody));

    const changed = await sqs.changeMessageVisibilityBatch({
      QueueUrl,
      Entries: [
        { Id: "good", ReceiptHandle: messages[0].ReceiptHandle, VisibilityTimeout: 0 },
        { Id: "bad", ReceiptHandle: "forged", VisibilityTimeout: 0 },
      ],
    });
    assert.deepEqual(changed.Successful.map((entry) => entry.Id), ["good"]);
    assert.deepEqual(changed.Failed.map((entry) => [entry.Id, entry.Code]), [["bad", "ReceiptHandleIsInvalid"]]);

    const [again] = await receive(QueueUrl);
    assert.equal(again.MessageId, messages[0].MessageId);
    const handles = [...messages.slice(1), again].map((message, i) => ({
      Id: String(i),
      ReceiptHandle: message.ReceiptHandle,
    }));
    assert.equal((await sqs.deleteMessageBatch({ QueueUrl, Entries: handles })).Successful.length, 10);
    assert.deepEqual(await counts(QueueUrl), ["0", "0"]);
  },

  async errors() {
    const QueueUrl = await create(name);
    await assert.rejects(sqs.sendMessage({ QueueUrl: `${QueueUrl}-missing`, MessageBody: "x" }), QueueDoesNotExist);
    await assert.rejects(sqs.deleteMessage({ QueueUrl, ReceiptHandle: "forged" }), ReceiptHandleIsInvalid);
    await assert.rejects(sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 21 }), { name: "InvalidParameterValue" });
    await assert.rejects(sqs.sendMessageBatch({ QueueUrl, Entries: [] }), { name: "EmptyBatchRequest" });
  },

  async fifo() {
    const QueueUrl = await create(`${name}.fifo`, { FifoQueue: "true", ContentBasedDeduplication: "true" });
    const send = (MessageGroupId, MessageBody, more = {}) =>
      sqs.sendMessage({ QueueUrl, MessageGroupId, MessageBody, ...more });
    const first = await send("a", "a1");
    const twin = await send("a", "a1");
    const second = await send("a", "a2");
    await send("b", "b1", { MessageDeduplicationId: "other" });
    assert.equal(twin.MessageId, first.MessageId);
    assert.equal(twin.SequenceNumber, first.SequenceNumber);
    assert.ok(BigInt(second.SequenceNumber) > BigInt(first.SequenceNumber));

    const [a1] = await receive(QueueUrl, { MaxNumberOfMessages: 1, MessageSystemAttributeNames: ["All"] });
    assert.equal(a1.Body, "a1");
    assert.equal(a1.Attributes.MessageGroupId, "a");
    assert.equal(a1.Attributes.SequenceNumber, first.SequenceNumber);
    assert.deepEqual(bodies(await receive(QueueUrl)), ["b1"]);
    await remove(QueueUrl, a1);
    assert.deepEqual(bodies(await receive(QueueUrl)), ["a2"]);
    await assert.rejects(sqs.sendMessage({ QueueUrl, MessageBody: "x" }), { name: "MissingParameter" });
  },

  async deadLetters() {
    const dead = await create(`${name}-dead`);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await arnOf(dead), maxReceiveCount: 1 });
    const QueueUrl = await create(name, { RedrivePolicy });
    assert.deepEqual((await sqs.listDeadLetterSourceQueues({ QueueUrl: dead })).queueUrls, [QueueUrl]);

    await sqs.sendMessage({ QueueUrl, MessageBody: "poison" });
    const [message] = await receive(QueueUrl);
    await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 });
    assert.deepEqual(await receive(QueueUrl, { WaitTimeSeconds: 0 }), []);
    const [letter] = await receive(dead, { VisibilityTimeout: 0, MessageSystemAttributeNames: ["All"] });
    assert.equal(letter.MessageId, message.MessageId);
    assert.equal(letter.Attributes.DeadLetterQueueSourceArn, await arnOf(QueueUrl));
  },

  async moves() {
    const dead = await create(`${name}-dead`);
    const SourceArn = await arnOf(dead);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
    const QueueUrl = await create(name, { RedrivePolicy });
    await sqs.sendMessage({ QueueUrl: dead, MessageBody: "back to work" });

    const DestinationArn = await arnOf(QueueUrl);
    const { TaskHandle } = await sqs.startMessageMoveTask({ SourceArn, DestinationArn });
    assert.ok(TaskHandle);
    assert.deepEqual(bodies(await receive(QueueUrl, { WaitTimeSeconds: 20 })), ["back to work"]);
    const { Results } = await sqs.listMessageMoveTasks({ SourceArn, MaxResults: 10 });
    assert.equal(Results.length, 1);
    assert.equal(Results[0].DestinationArn, DestinationArn);

    // So many that the next task, at one a second, cannot be over before it is cancelled.
    const Entries = Array.from({ length: 10 }, (_, i) => ({ Id: `${i}`, MessageBody: `body ${i}` }));
    await sqs.sendMessageBatch({ QueueUrl: dead, Entries });
    const slow = await sqs.startMessageMoveTask({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1 });
    const cancelled = await sqs.cancelMessageMoveTask({ TaskHandle: slow.TaskHandle });
    assert.ok(cancelled.ApproximateNumberOfMessagesMoved < 10);
    await assert.rejects(sqs.startMessageMoveTask({ SourceArn: `${SourceArn}-missing` }), {
      name: "ResourceNotFoundException",
    });
  },
};

await parts[part]();
sqs.destroy();
console.log(part);
