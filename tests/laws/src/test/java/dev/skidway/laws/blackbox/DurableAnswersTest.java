package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.Server;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 1: acknowledged means durable. No answer overtakes the force that covers it. */
class DurableAnswersTest {

    @TempDir
    Path folder;

    private GatedDisk disk;
    private Server server;
    private Sqs sqs;

    @BeforeEach
    void start() throws IOException {
        disk = new GatedDisk(RealDisk.open(folder));
        server = Server.open(SmallServer.config(Map.of()), disk, new SystemTime());
        sqs = new Sqs(server.sqsPort());
        sqs.create("q");
    }

    @AfterEach
    void stop() throws IOException {
        disk.openGate();
        sqs.close();
        server.close();
    }

    @Test
    void createQueueIsAnsweredAfterItsForce() {
        assertAnsweredAfterForce(() -> sqs.begin("CreateQueue", "{\"QueueName\":\"other\"}"));
    }

    @Test
    void sendIsAnsweredAfterItsForce() {
        assertAnsweredAfterForce(() -> sqs.begin("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}"));
    }

    @Test
    void receiveIsAnsweredAfterTheForceOfItsLease() {
        sqs.send("q", "x");

        Sqs.Answer answer = assertAnsweredAfterForce(() -> sqs.begin("ReceiveMessage", "{\"QueueUrl\":\"q\"}"));

        assertThat(answer.body().at("/Messages/0/Body").asText()).isEqualTo("x");
    }

    @Test
    void waitingReceiveIsAnsweredAfterTheForceOfTheSendThatWokeIt() {
        CompletableFuture<Sqs.Answer> waiting =
                sqs.begin("ReceiveMessage", "{\"QueueUrl\":\"q\",\"WaitTimeSeconds\":20}");
        disk.closeGate();
        CompletableFuture<Sqs.Answer> sent = sqs.begin("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}");
        disk.awaitHeldForce(sent);
        assertThat(waiting).isNotDone();
        assertThat(sent).isNotDone();

        disk.openGate();

        assertThat(waiting.join().body().at("/Messages/0/Body").asText()).isEqualTo("x");
        assertThat(sent.join().status()).isEqualTo(200);
    }

    @Test
    void deleteIsAnsweredAfterItsForce() {
        sqs.send("q", "x");
        String handle = sqs.receive("q").receiptHandle();

        assertAnsweredAfterForce(
                () -> sqs.begin("DeleteMessage", "{\"QueueUrl\":\"q\",\"ReceiptHandle\":\"" + handle + "\"}"));
    }

    @Test
    void changeVisibilityIsAnsweredAfterItsForce() {
        sqs.send("q", "x");
        String handle = sqs.receive("q").receiptHandle();

        assertAnsweredAfterForce(() -> sqs.begin(
                "ChangeMessageVisibility",
                "{\"QueueUrl\":\"q\",\"VisibilityTimeout\":60,\"ReceiptHandle\":\"" + handle + "\"}"));
    }

    @Test
    void setAttributesPurgeAndDeleteQueueAreAnsweredAfterTheirForces() {
        assertAnsweredAfterForce(() ->
                sqs.begin("SetQueueAttributes", "{\"QueueUrl\":\"q\",\"Attributes\":{\"VisibilityTimeout\":\"5\"}}"));
        assertAnsweredAfterForce(() -> sqs.begin("PurgeQueue", "{\"QueueUrl\":\"q\"}"));
        assertAnsweredAfterForce(() -> sqs.begin("DeleteQueue", "{\"QueueUrl\":\"q\"}"));
    }

    @Test
    void readIsAnsweredAfterTheForceOfWhatItCouldSee() {
        disk.closeGate();
        CompletableFuture<Sqs.Answer> sent = sqs.begin("SendMessage", "{\"QueueUrl\":\"q\",\"MessageBody\":\"x\"}");
        disk.awaitHeldForce(sent);
        CompletableFuture<Sqs.Answer> read =
                sqs.begin("GetQueueAttributes", "{\"QueueUrl\":\"q\",\"AttributeNames\":[\"All\"]}");
        new Metrics(server.httpPort()).await("skidway_calls_now", 2);
        assertThat(read).isNotDone();
        assertThat(sent).isNotDone();

        disk.openGate();

        assertThat(read.join()
                        .body()
                        .at("/Attributes/ApproximateNumberOfMessages")
                        .asText())
                .isEqualTo("1");
        assertThat(sent.join().status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTakesAtLeastAsLongAsASlowForce() {
        disk.delayForces(300);

        assertTakesMillis(300, () -> sqs.create("slow"));
        assertTakesMillis(300, () -> sqs.send("slow", "x"));
        Sqs.Answer received = assertTakesMillis(300, () -> sqs.receive("slow"));
        assertTakesMillis(300, () -> sqs.delete("slow", received.receiptHandle()));
        assertTakesMillis(300, () -> sqs.call("DeleteQueue", "{\"QueueUrl\":\"slow\"}"));
    }

    private Sqs.Answer assertAnsweredAfterForce(Supplier<CompletableFuture<Sqs.Answer>> call) {
        disk.closeGate();
        CompletableFuture<Sqs.Answer> answer = call.get();
        disk.awaitHeldForce(answer);
        assertThat(answer).as("answered before its force").isNotDone();
        long openedAtNanos = System.nanoTime();
        disk.openGate();
        long[] answeredAtNanos = new long[1];
        Sqs.Answer result = answer.whenComplete((a, e) -> answeredAtNanos[0] = System.nanoTime())
                .join();
        assertThat(answeredAtNanos[0]).isGreaterThan(openedAtNanos);
        assertThat(result.status()).isEqualTo(200);
        return result;
    }

    private static Sqs.Answer assertTakesMillis(long millisMin, Supplier<Sqs.Answer> call) {
        long beganAtNanos = System.nanoTime();
        Sqs.Answer answer = call.get();
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganAtNanos);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(tookMillis).isGreaterThanOrEqualTo(millisMin);
        return answer;
    }
}
