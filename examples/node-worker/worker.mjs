// A worker that takes jobs from a queue until it is told to stop (SIGTERM or Ctrl-C).
//
// It waits for jobs by long polling, keeps a job leased for as long as it works on it, deletes finished jobs in batches,
// gives failed ones back to be tried again, and leaves those that always fail to a dead-letter queue.
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

const { env } = process;
const queueName = env.QUEUE ?? "jobs";
const leaseSeconds = Number(env.LEASE_SECONDS ?? 30);
const retrySeconds = Number(env.RETRY_SECONDS ?? 10);
const triesMax = Number(env.TRIES_MAX ?? 5);

const sqs = new SQSClient({
  endpoint: env.SQS_ENDPOINT ?? "http://localhost:9324",
  region: "us-east-1",
  credentials: { accessKeyId: "x", secretAccessKey: "x" },
});

const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => stopping.abort());
}

// Your work goes here. A job that throws is tried again, so a job must bear being done twice.
async function work(job) {
  const { task, seconds = 0 } = JSON.parse(job.Body);
  await new Promise((done) => setTimeout(done, seconds * 1000));
  console.log(`done ${task}`);
}

// Creating a queue that exists already changes nothing, so every worker may do it when it starts.
async function createQueues() {
  const dead = await sqs.send(new CreateQueueCommand({ QueueName: `${queueName}-dead` }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: dead.QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const redrive = { deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: triesMax };
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: queueName, Attributes: { RedrivePolicy: JSON.stringify(redrive) } }),
  );
  return QueueUrl;
}

async function receive(queueUrl) {
  const request = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    VisibilityTimeout: leaseSeconds,
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
  });
  const { Messages = [] } = await sqs.send(request, { abortSignal: stopping.signal });
  return Messages;
}

// Renews the leases of the jobs in hand well before they end; a finished job is in hand until it is deleted.
function keepLeased(queueUrl, inHand) {
  const renew = async () => {
    const Entries = [...inHand].map((job, i) => ({
      Id: String(i),
      ReceiptHandle: job.ReceiptHandle,
      VisibilityTimeout: leaseSeconds,
    }));
    if (Entries.length > 0) {
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
    }
  };
  return setInterval(() => renew().catch((e) => console.error(`leases not renewed: ${e.message}`)), leaseSeconds * 333);
}

async function tryJob(queueUrl, job, inHand) {
  const tries = Number(job.Attributes.ApproximateReceiveCount);
  try {
    await work(job);
    return true;
  } catch (e) {
    console.error(`try ${tries} of ${triesMax} failed: ${e.message}`);
    // Comes again later, each time a little later. After the last try the server moves it to the dead letters.
    inHand.delete(job);
    const pause = { QueueUrl: queueUrl, ReceiptHandle: job.ReceiptHandle, VisibilityTimeout: retrySeconds * tries };
    await sqs.send(new ChangeMessageVisibilityCommand(pause));
    return false;
  }
}

async function workOn(queueUrl, jobs) {
  const inHand = new Set(jobs);
  const renewals = keepLeased(queueUrl, inHand);
  try {
    const outcomes = await Promise.all(jobs.map((job) => tryJob(queueUrl, job, inHand)));
    const Entries = jobs
      .map((job, i) => ({ Id: String(i), ReceiptHandle: job.ReceiptHandle }))
      .filter((_, i) => outcomes[i]);
    if (Entries.length > 0) {
      const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      Failed.forEach((entry) => console.error(`not deleted, will come again: ${entry.Message}`));
    }
  } finally {
    clearInterval(renewals);
  }
}

const queueUrl = await createQueues();
console.log(`waiting for jobs in ${queueUrl}`);
while (!stopping.signal.aborted) {
  try {
    await workOn(queueUrl, await receive(queueUrl));
  } catch (e) {
    if (!stopping.signal.aborted) {
      console.error(`trying again: ${e.message}`);
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}
console.log("stopped");
