package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.cli.BackupMain;
import dev.skidway.cli.ExportMain;
import dev.skidway.cli.RestoreMain;
import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Backups of a server process that clients keep busy: while its log rolls, is compacted and snapshots are published, and while it is killed. */
@Timeout(300)
class BackupUnderLoadTest {

    private static final int FILLED = 3_000;
    private static final int BATCH = 10;
    private static final Pattern BODY = Pattern.compile("\"body\":\"(\\w+)\"");
    private static final String[] SMALL = {
        "--set", "journal.segment-bytes=1048576", "--set", "journal.block-bytes-max=524288",
        "--set", "journal.frame-bytes-max=262144", "--set", "journal.ring-bytes=1048576",
        "--set", "engine.snapshot-journal-bytes=524288"
    };

    @TempDir
    Path temp;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> deletesTried = ConcurrentHashMap.newKeySet();
    private final Set<String> deletesAcknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void holdsWhatWasAcknowledgedBeforeItBegan() throws IOException, InterruptedException {
        try (ServerProcess server = RunningServer.startOn(temp.resolve("data"), SMALL);
                SqsClient sqs = Clients.sync(server.sqsAddress())) {
            String queue = sqs.createQueue(request -> request.queueName("busy")).queueUrl();
            for (int at = 0; at < FILLED; at += BATCH) {
                send(sqs, queue, "first", at);
            }
            CountDownLatch underWay = new CountDownLatch(20);
            CompletableFuture<Void> client = CompletableFuture.runAsync(
                    () -> keepBusy(sqs, queue, underWay),
                    task -> Thread.ofPlatform().start(task));
            underWay.await();
            Set<String> sentBefore = Set.copyOf(acknowledged);
            Set<String> deletedBefore = Set.copyOf(deletesAcknowledged);

            String said = Tools.run(
                    0,
                    BackupMain::execute,
                    "--to",
                    temp.resolve("backup").toString(),
                    "--target",
                    server.httpAddress().getAuthority());

            stop.set(true);
            client.join();
            assertThat(said).contains("is whole", "is a backup of", "1 snapshots");
            assertThat(metric(server, "skidway_backup_running")).isZero();
            Set<String> sentLater = Set.copyOf(acknowledged);
            assertThat(sentLater).hasSizeGreaterThan(sentBefore.size());
            Set<String> restored = restored("backup", "restored");
            assertThat(restored).doesNotContainAnyElementsOf(deletedBefore);
            Set<String> mustBeThere = sentBefore.stream()
                    .filter(body -> !deletesTried.contains(body))
                    .collect(Collectors.toSet());
            assertThat(mustBeThere).hasSizeGreaterThan(FILLED / 2);
            assertThat(restored).containsAll(mustBeThere);
            assertThat(deletedBefore).isNotEmpty();
        }
        serves(temp.resolve("restored"));
    }

    private void serves(Path folder) throws IOException {
        try (ServerProcess server = RunningServer.startOn(folder, SMALL);
                SqsClient sqs = Clients.sync(server.sqsAddress())) {
            String queue = sqs.getQueueUrl(request -> request.queueName("busy")).queueUrl();
            assertThat(sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(BATCH))
                            .messages())
                    .hasSize(BATCH);
        }
    }

    @Test
    void aKillDuringABackupLeavesTheServerWholeAndNoBackup() throws IOException, InterruptedException {
        Path data = temp.resolve("data");
        try (ServerProcess server = RunningServer.startOn(data, SMALL)) {
            try (SqsClient sqs = Clients.sync(server.sqsAddress())) {
                String queue =
                        sqs.createQueue(request -> request.queueName("busy")).queueUrl();
                for (int at = 0; at < 200; at += BATCH) {
                    send(sqs, queue, "first", at);
                }
            }
            // The tool is stopped for good in the middle: what it had the server hold is all that is left of it.
            HttpResponse<String> begun = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.httpAddress().resolve("/api/backup"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(begun.statusCode()).isEqualTo(200);
            assertThat(metric(server, "skidway_backup_running")).isOne();
            String second = Tools.run(
                    2,
                    BackupMain::execute,
                    "--to",
                    temp.resolve("second").toString(),
                    "--target",
                    server.httpAddress().getAuthority());
            assertThat(second).contains("SK-CLI-004", "SK-JRN-019");
            server.kill();
            assertThat(Tools.run(
                            2,
                            BackupMain::execute,
                            "--to",
                            temp.resolve("third").toString(),
                            "--target",
                            server.httpAddress().getAuthority()))
                    .contains("SK-CLI-004");
        }
        try (ServerProcess server = RunningServer.startOn(data, SMALL)) {
            assertThat(metric(server, "skidway_backup_running")).isZero();
            Tools.run(
                    0,
                    BackupMain::execute,
                    "--to",
                    temp.resolve("backup").toString(),
                    "--target",
                    server.httpAddress().getAuthority());
        }
        assertThat(temp.resolve("second")).doesNotExist();
        assertThat(temp.resolve("third")).doesNotExist();
        assertThat(restored("backup", "restored")).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private void keepBusy(SqsClient sqs, String queue, CountDownLatch underWay) {
        for (int round = 0; !stop.get(); round++) {
            send(sqs, queue, "later", round * BATCH);
            List<Message> received = sqs.receiveMessage(
                            request -> request.queueUrl(queue).maxNumberOfMessages(BATCH))
                    .messages();
            for (Message message : received) {
                deletesTried.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                deletesAcknowledged.add(message.body());
            }
            underWay.countDown();
        }
    }

    private void send(SqsClient sqs, String queue, String word, int from) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id("" + i)
                    .messageBody(word + i + "x".repeat(200))
                    .build());
        }
        var answer = sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
        assertThat(answer.failed()).isEmpty();
        entries.forEach(entry -> acknowledged.add(entry.messageBody()));
    }

    private Set<String> restored(String backup, String folder) throws IOException {
        Path restored = temp.resolve(folder);
        Tools.run(0, RestoreMain::execute, temp.resolve(backup).toString(), "--data", restored.toString());
        Path lines = temp.resolve(folder + ".ndjson");
        Tools.run(0, ExportMain::execute, "--queue", "busy", "--data", restored.toString(), lines.toString());
        Matcher bodies = BODY.matcher(Files.readString(lines));
        return bodies.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static long metric(ServerProcess server, String name) throws IOException, InterruptedException {
        URI metrics = server.httpAddress().resolve("/metrics");
        String page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher value = Pattern.compile("(?m)^" + name + " (\\d+)").matcher(page);
        assertThat(value.find()).as(page).isTrue();
        return Long.parseLong(value.group(1));
    }
}
