package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What the workers of {@code examples/} promise, whatever language they are written in. */
@Timeout(180)
abstract class WorkerContract {

    private static final int LEASE_SECONDS = 2;
    private static final int END_SECONDS_MAX = 60;

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @TempDir
    Path folder;

    private SqsClient sqs;
    private String queue;
    private Process worker;
    private Path output;

    /** A worker of this language, not started; skips the test where the language is not installed. */
    abstract ProcessBuilder worker() throws IOException, InterruptedException;

    @BeforeEach
    void startAWorker() throws IOException, InterruptedException {
        sqs = Clients.sync(SERVER.process().sqsAddress());
        queue = "jobs-" + UUID.randomUUID();
        output = folder.resolve("output");
        createQueuesAsTheWorkerDoes();
        ProcessBuilder builder = worker().redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SQS_ENDPOINT",
                        SERVER.process().sqsAddress().toString(),
                        "QUEUE",
                        queue,
                        "LEASE_SECONDS",
                        "" + LEASE_SECONDS,
                        "RETRY_SECONDS",
                        "0",
                        "TRIES_MAX",
                        "3",
                        "WAIT_SECONDS",
                        "1"));
        worker = builder.start();
    }

    @AfterEach
    void killTheWorker() {
        if (worker != null) {
            worker.destroyForcibly();
        }
        sqs.close();
    }

    @Test
    void doesEveryJobOnceEvenOneLongerThanItsLeaseAndSetsPoisonAside() throws IOException, InterruptedException {
        send(IntStream.range(0, 8).mapToObj(i -> "{\"task\": \"short " + i + "\"}"));
        send(Stream.of("{\"task\": \"long\", \"seconds\": 3}", "this is no job"));

        Message dead = awaitDeadLetter();
        int exitCode = stop();

        assertThat(exitCode).as(printed()).isZero();
        assertThat(dead.body()).isEqualTo("this is no job");
        assertThat(printed().lines().filter(line -> line.startsWith("done ")))
                .hasSize(9)
                .contains("done long", "done short 0", "done short 7");
        assertThat(printed()).contains("try 1 of 3 failed", "try 3 of 3 failed").endsWith("stopped\n");
        assertThat(waitingOrLeased()).isZero();
    }

    /** Whoever comes second finds them as they are. */
    private void createQueuesAsTheWorkerDoes() {
        String dead = url(queue + "-dead");
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":3}".formatted(arn);
        sqs.createQueue(
                request -> request.queueName(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
    }

    private void send(Stream<String> bodies) {
        List<String> all = bodies.toList();
        sqs.sendMessageBatch(request -> request.queueUrl(url(queue))
                .entries(IntStream.range(0, all.size())
                        .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                .id("" + i)
                                .messageBody(all.get(i))
                                .build())
                        .toList()));
    }

    private Message awaitDeadLetter() throws IOException {
        while (true) {
            assertThat(worker.isAlive()).as(printed()).isTrue();
            var letters = sqs.receiveMessage(
                            request -> request.queueUrl(url(queue + "-dead")).waitTimeSeconds(5))
                    .messages();
            if (!letters.isEmpty()) {
                return letters.getFirst();
            }
        }
    }

    /** Asks the worker to stop (SIGTERM); it first finishes what it has in hand. */
    private int stop() throws InterruptedException {
        worker.destroy();
        assertThat(worker.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return worker.exitValue();
    }

    private String printed() throws IOException {
        return Files.readString(output);
    }

    /** The address of a queue, which is created when it is missing. */
    private String url(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private int waitingOrLeased() {
        var attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }
}
