package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Conforms;
import dev.skidway.testkit.conformance.Speaks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The automatic batching of the AWS SDK for Java v2, which gathers single calls and receives ahead. */
@Timeout(60)
@Speaks(Client.JAVA_BATCHING)
class BatchingSdkTest {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private SqsAsyncClient sqs;
    private SqsAsyncBatchManager batches;
    private String queueUrl;

    @BeforeEach
    void createAQueue() {
        sqs = AsyncClients.netty(SERVER.process().sqsAddress());
        batches = sqs.batchManager();
        queueUrl = sqs.createQueue(request -> request.queueName("batches-" + UUID.randomUUID()))
                .join()
                .queueUrl();
    }

    @AfterEach
    void closeClient() {
        batches.close();
        sqs.close();
    }

    @Test
    @Conforms({Action.SendMessageBatch, Action.ReceiveMessage, Action.DeleteMessageBatch})
    void gathersSendsAndDeletesAndFindsEveryMessageOnce() {
        var sends = IntStream.range(0, 25)
                .mapToObj(i -> batches.sendMessage(
                        request -> request.queueUrl(queueUrl).messageBody("body " + i)))
                .toList();
        Set<String> sent = new HashSet<>();
        sends.forEach(send -> sent.add(send.join().messageId()));

        List<Message> received = receive(25);
        List<CompletableFuture<?>> deletes = new ArrayList<>();
        received.forEach(message -> deletes.add(
                batches.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()))));
        deletes.forEach(CompletableFuture::join);

        assertThat(sent).hasSize(25);
        assertThat(received).extracting(Message::messageId).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(counts()).containsExactly("0", "0");
    }

    @Test
    @Conforms(Action.ChangeMessageVisibilityBatch)
    void givesMessagesBackByChangingTheirVisibility() {
        batches.sendMessage(request -> request.queueUrl(queueUrl).messageBody("again"))
                .join();
        Message first = receive(1).getFirst();

        batches.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                        .receiptHandle(first.receiptHandle())
                        .visibilityTimeout(0))
                .join();
        Message second = receive(1).getFirst();

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    }

    @Test
    void failsTheCallWhoseEntryFailedAndNoOther() {
        batches.sendMessage(request -> request.queueUrl(queueUrl).messageBody("good"))
                .join();
        Message message = receive(1).getFirst();

        var forged = batches.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle("bm90IGEgaGFuZGxl"));
        var real = batches.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));

        assertThat(real.join()).isNotNull();
        assertThatThrownBy(forged::join)
                .hasCauseInstanceOf(SqsException.class)
                .hasMessageContaining("not a valid receipt handle");
    }

    private List<Message> receive(int count) {
        List<Message> received = new ArrayList<>();
        while (received.size() < count) {
            received.addAll(batches.receiveMessage(request ->
                            request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(5))
                    .join()
                    .messages());
        }
        return received;
    }

    /** Visible and leased messages. */
    private List<String> counts() {
        var attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .join()
                .attributes();
        return List.of(
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "none"),
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "none"));
    }
}
