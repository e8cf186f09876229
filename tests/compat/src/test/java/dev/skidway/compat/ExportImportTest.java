package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.cli.BackupMain;
import dev.skidway.cli.ExportMain;
import dev.skidway.cli.ImportMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues of a running server to files and back: what comes along, and in which order. */
@Timeout(240)
class ExportImportTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @TempDir
    Path temp;

    private SqsClient sqs;

    @BeforeEach
    void connect() {
        sqs = Clients.sync(SERVER.process().sqsAddress());
    }

    @AfterEach
    void disconnect() {
        sqs.close();
    }

    private String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private Path export(String queue) {
        Path backup = temp.resolve("backup-" + queue);
        Tools.run(0, BackupMain::execute, "--to", backup.toString(), "--target", http());
        Path file = temp.resolve(queue + ".ndjson");
        Tools.run(0, ExportMain::execute, "--queue", queue, "--data", backup.toString(), file.toString());
        return file;
    }

    private static String http() {
        return SERVER.process().httpAddress().getAuthority();
    }

    private static String target() {
        return SERVER.process().sqsAddress().getAuthority();
    }

    private List<Message> receive(String url, int count) {
        List<Message> all = new ArrayList<>();
        while (all.size() < count) {
            List<Message> some = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(5)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            assertThat(some).as("after %s of %s", all.size(), count).isNotEmpty();
            all.addAll(some);
        }
        return all;
    }

    @Test
    void attributesGroupsAndDelaysComeAlong() throws IOException {
        String source = create("orders", Map.of());
        byte[] bytes = {0, (byte) 0xFF, (byte) 0xC3, 10};
        sqs.sendMessage(request -> request.queueUrl(source)
                .messageBody("ein Kaffee \u00e0 3 \u20ac \"hei\u00df\"\n\ud83d\ude00")
                .messageGroupId("table-7")
                .messageAttributes(Map.of(
                        "raw",
                        MessageAttributeValue.builder()
                                .dataType("Binary.png")
                                .binaryValue(SdkBytes.fromByteArray(bytes))
                                .build(),
                        "count",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("42")
                                .build())));
        sqs.sendMessage(request -> request.queueUrl(source).messageBody("later").delaySeconds(800));
        sqs.sendMessage(request -> request.queueUrl(source).messageBody("in flight"));
        Message original = receive(source, 2).getFirst();
        assertThat(original.body()).startsWith("ein Kaffee");

        Path file = export("orders");
        String target = create("orders-2", Map.of());
        String said = Tools.run(0, ImportMain::execute, "--queue", "orders-2", "--target", target(), file.toString());

        assertThat(said).contains("3 of 3 messages");
        assertThat(Files.readString(file))
                .contains("\"receive_count\":1", "\"state\":\"leased\"", "\"state\":\"delayed\"");
        Map<String, Message> found = new TreeMap<>();
        receive(target, 2).forEach(message -> found.put(message.body(), message));
        Message copy = found.get(original.body());
        assertThat(copy.messageAttributes()).isEqualTo(original.messageAttributes());
        assertThat(copy.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "table-7")
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(found).containsKey("in flight");
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(target)
                                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                        .attributes()
                        .values())
                .containsExactly("1");
    }

    @Test
    void groupsOfFifoQueuesKeepTheirOrderAndRepetitionsAreStoredOnce() throws IOException {
        Map<QueueAttributeName, String> fifo = Map.of(QueueAttributeName.FIFO_QUEUE, "true");
        String source = create("line.fifo", fifo);
        for (int i = 0; i < 24; i++) {
            int number = i;
            sqs.sendMessage(request -> request.queueUrl(source)
                    .messageBody("message " + number)
                    .messageGroupId(number % 3 == 0 ? "a" : "b")
                    .messageDeduplicationId("id-" + number));
        }
        Path file = export("line.fifo");
        String target = create("line-2.fifo", fifo);
        for (int times = 0; times < 2; times++) {
            Tools.run(0, ImportMain::execute, "--queue", "line-2.fifo", "--target", target(), file.toString());
        }

        Map<String, List<Integer>> orders = new TreeMap<>();
        int left = 24;
        while (left > 0) {
            for (Message message : receive(target, 1)) {
                orders.computeIfAbsent(
                                message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                                group -> new ArrayList<>())
                        .add(Integer.parseInt(message.body().substring("message ".length())));
                assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                        .isEqualTo("id-" + message.body().substring("message ".length()));
                sqs.deleteMessage(request -> request.queueUrl(target).receiptHandle(message.receiptHandle()));
                left--;
            }
        }
        assertThat(orders.get("a")).hasSize(8).isSorted();
        assertThat(orders.get("b")).hasSize(16).isSorted();
        assertThat(sqs.receiveMessage(request -> request.queueUrl(target)).messages())
                .isEmpty();
    }

    @Test
    void deadLettersSayWhereTheyCameFrom() throws IOException {
        String dead = create("dead", Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String source = create(
                "fragile",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"1\"}",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0"));
        sqs.sendMessage(request -> request.queueUrl(source).messageBody("poison"));
        receive(source, 1);
        assertThat(sqs.receiveMessage(request -> request.queueUrl(source)).messages())
                .isEmpty();

        String lines = Files.readString(export("dead"));

        assertThat(lines).contains("\"dead_letter_source\":\"fragile\"", "\"body\":\"poison\"", "\"messages\":1}");
    }

    @Test
    void saysWhichQueuesThereAreAndNeedsOneToImportTo() throws IOException {
        create("known", Map.of());
        Path file = export("known");

        assertThat(Tools.run(
                        2,
                        ExportMain::execute,
                        "--queue",
                        "unknown",
                        "--data",
                        temp.resolve("backup-known").toString(),
                        temp.resolve("x").toString()))
                .contains("SK-CLI-008", "known");
        assertThat(Tools.run(2, ImportMain::execute, "--queue", "unknown", "--target", target(), file.toString()))
                .contains("SK-CLI-008", "create it");
        assertThat(Tools.run(2, ImportMain::execute, "--queue", "known", "--target", "127.0.0.1:1", file.toString()))
                .contains("SK-CLI-004");
    }
}
