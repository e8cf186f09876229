package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.conformance.Action;
import dev.skidway.testkit.conformance.Conforms;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Every action as an application sees it through a real SDK, which checks the digests of all it sends and receives. */
abstract class SdkContract {

    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private SqsClient sqs;
    private String queueUrl;
    private String queueName;

    /** A client of that server. */
    abstract SqsClient client(URI server);

    @AfterEach
    void closeClient() {
        sqs.close();
    }

    @BeforeEach
    void createAQueue() {
        sqs = client(SERVER.process().sqsAddress());
        queueName = "q-" + UUID.randomUUID();
        queueUrl = sqs.createQueue(request -> request.queueName(queueName)).queueUrl();
    }

    @Test
    @Conforms({Action.SendMessage, Action.ReceiveMessage, Action.DeleteMessage})
    void sendsReceivesAndDeletesOneMessage() {
        var sent = sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("grüße, 世界 \uD83D\uDE80"));

        Message message = receiveOne(0);
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));

        assertThat(message.body()).isEqualTo("grüße, 世界 \uD83D\uDE80");
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(counts()).containsExactly("0", "0", "0");
    }

    @Test
    @Conforms({Action.SendMessageBatch, Action.DeleteMessageBatch})
    void sendsAndDeletesBatchesOfTen() {
        var sent = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(tenEntries()));

        List<Message> messages = sqs.receiveMessage(
                        request -> request.queueUrl(queueUrl).maxNumberOfMessages(10))
                .messages();
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl)
                .entries(IntStream.range(0, messages.size())
                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                .id("d" + i)
                                .receiptHandle(messages.get(i).receiptHandle())
                                .build())
                        .toList()));

        assertThat(sent.successful()).hasSize(10);
        assertThat(messages)
                .extracting(Message::body)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "body " + i).toList());
        assertThat(deleted.successful()).hasSize(10);
        assertThat(counts()).containsExactly("0", "0", "0");
    }

    @Test
    void carriesAttributesOfEveryTypeAndTheTraceHeader() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("value")
                        .build(),
                "number",
                MessageAttributeValue.builder()
                        .dataType("Number.int")
                        .stringValue("-42")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 0xff}))
                        .build());
        sqs.sendMessage(request ->
                request.queueUrl(queueUrl).messageBody("with attributes").messageAttributes(attributes));

        Message message = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();

        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.SENDER_ID,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    @Conforms(Action.ChangeMessageVisibility)
    void aReleasedMessageComesBackWithAHigherReceiveCount() {
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("again"));
        Message first = receiveOne(0);

        sqs.changeMessageVisibility(request ->
                request.queueUrl(queueUrl).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
        Message second = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages()
                .getFirst();

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(second.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    @Test
    @Conforms(Action.ChangeMessageVisibilityBatch)
    void changesVisibilityInBatchesAndReportsABadHandleAlone() {
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("one"));
        Message message = receiveOne(0);

        var answer = sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl)
                .entries(
                        ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id("good")
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(0)
                                .build(),
                        ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id("bad")
                                .receiptHandle("forged")
                                .visibilityTimeout(0)
                                .build()));

        assertThat(answer.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(answer.failed()).extracting(entry -> entry.id()).containsExactly("bad");
        assertThat(receiveOne(5).messageId()).isEqualTo(message.messageId());
    }

    @Test
    void aLeasedMessageIsHiddenAndADelayedOneWaits() {
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("leased"));
        receiveOne(0);
        sqs.sendMessage(
                request -> request.queueUrl(queueUrl).messageBody("delayed").delaySeconds(900));

        var nothing = sqs.receiveMessage(request -> request.queueUrl(queueUrl));

        assertThat(nothing.messages()).isEmpty();
        assertThat(counts()).containsExactly("0", "1", "1");
    }

    @Test
    void aLongPollIsAnsweredBySendingIntoTheEmptyQueue() {
        CompletableFuture<Message> waiting = CompletableFuture.supplyAsync(() -> receiveOne(20));

        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("wake up"));

        assertThat(waiting.join().body()).isEqualTo("wake up");
    }

    @Test
    @Conforms(Action.CreateQueue)
    void createsTheSameQueueAgainButNotAnotherOfItsName() {
        String again = sqs.createQueue(request -> request.queueName(queueName)).queueUrl();

        assertThat(again).isEqualTo(queueUrl);
        assertThatThrownBy(() -> sqs.createQueue(request ->
                        request.queueName(queueName).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77"))))
                .isInstanceOf(QueueNameExistsException.class);
    }

    @Test
    @Conforms({Action.GetQueueUrl, Action.ListQueues, Action.DeleteQueue})
    void findsListsAndDeletesQueues() {
        assertThat(sqs.getQueueUrl(request -> request.queueName(queueName)).queueUrl())
                .isEqualTo(queueUrl);
        assertThat(sqs.listQueues(request -> request.queueNamePrefix(queueName)).queueUrls())
                .containsExactly(queueUrl);

        sqs.deleteQueue(request -> request.queueUrl(queueUrl));

        assertThat(sqs.listQueues(request -> request.queueNamePrefix(queueName)).queueUrls())
                .isEmpty();
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName(queueName)))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    @Conforms({Action.SetQueueAttributes, Action.GetQueueAttributes})
    void setsAndReadsAttributes() {
        sqs.setQueueAttributes(request -> request.queueUrl(queueUrl)
                .attributes(
                        Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "45", QueueAttributeName.DELAY_SECONDS, "7")));

        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "45")
                .containsEntry(QueueAttributeName.DELAY_SECONDS, "7")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
                .containsKeys(QueueAttributeName.QUEUE_ARN, QueueAttributeName.CREATED_TIMESTAMP);
    }

    @Test
    @Conforms(Action.PurgeQueue)
    void purgesEverything() {
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(tenEntries()));
        receiveOne(0);

        sqs.purgeQueue(request -> request.queueUrl(queueUrl));

        assertThat(counts()).containsExactly("0", "0", "0");
        assertThatThrownBy(() -> sqs.purgeQueue(request -> request.queueUrl(queueUrl)))
                .isInstanceOfSatisfying(
                        SqsException.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }

    @Test
    void refusesForgedHandlesUnknownQueuesAndOversizedBodies() {
        assertThatThrownBy(() ->
                        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle("bm90IGEgaGFuZGxl")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThatThrownBy(() -> sqs.sendMessage(
                        request -> request.queueUrl(queueUrl + "-missing").messageBody("x")))
                .isInstanceOfSatisfying(
                        QueueDoesNotExistException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .contains("NonExistentQueue"));
        assertThatThrownBy(() ->
                        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("x".repeat(1_048_577))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void takesABodyOfExactlyOneMebibyte() {
        String body = "x".repeat(1_048_576);

        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));

        assertThat(receiveOne(0).body()).isEqualTo(body);
    }

    @Test
    @Conforms({Action.TagQueue, Action.UntagQueue, Action.ListQueueTags})
    void setsListsAndRemovesTags() {
        sqs.tagQueue(request -> request.queueUrl(queueUrl).tags(Map.of("team", "a & b", "more", "<x>")));
        sqs.untagQueue(request -> request.queueUrl(queueUrl).tagKeys("team"));

        assertThat(sqs.listQueueTags(request -> request.queueUrl(queueUrl)).tags())
                .isEqualTo(Map.of("more", "<x>"));
    }

    @Test
    @Conforms({Action.AddPermission, Action.RemovePermission})
    void keepsPermissionsUntilTheyAreRemoved() {
        sqs.addPermission(request -> request.queueUrl(queueUrl)
                .label("one")
                .awsAccountIds("123456789012")
                .actions("SendMessage"));
        String policy = attribute(queueUrl, QueueAttributeName.POLICY);

        sqs.removePermission(request -> request.queueUrl(queueUrl).label("one"));

        assertThat(policy).contains("123456789012");
        assertThat(attribute(queueUrl, QueueAttributeName.POLICY)).doesNotContain("123456789012");
    }

    @Test
    @Conforms(Action.ListDeadLetterSourceQueues)
    void findsDeadLettersAndTheirSources() {
        String dead = sqs.createQueue(request -> request.queueName(queueName + "-dead"))
                .queueUrl();
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                .formatted(attribute(dead, QueueAttributeName.QUEUE_ARN));
        sqs.setQueueAttributes(
                request -> request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
        var sent = sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("poison"));

        sqs.receiveMessage(request -> request.queueUrl(queueUrl).visibilityTimeout(0));
        var nothing = sqs.receiveMessage(request -> request.queueUrl(queueUrl));
        var letters = sqs.receiveMessage(request -> request.queueUrl(dead).waitTimeSeconds(5));

        assertThat(nothing.messages()).isEmpty();
        assertThat(letters.messages()).extracting(Message::messageId).containsExactly(sent.messageId());
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead))
                        .queueUrls())
                .containsExactly(queueUrl);
    }

    @Test
    void keepsTheOrderOfAGroupAndSendsOnlyOnce() {
        String fifo = sqs.createQueue(request -> request.queueName(queueName + ".fifo")
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")))
                .queueUrl();
        var first = sqs.sendMessage(
                request -> request.queueUrl(fifo).messageGroupId("a").messageBody("a1"));
        var twin = sqs.sendMessage(
                request -> request.queueUrl(fifo).messageGroupId("a").messageBody("a1"));
        sqs.sendMessage(request -> request.queueUrl(fifo).messageGroupId("a").messageBody("a2"));

        var one = sqs.receiveMessage(request -> request.queueUrl(fifo)).messages();
        var locked = sqs.receiveMessage(request -> request.queueUrl(fifo)).messages();
        sqs.deleteMessage(
                request -> request.queueUrl(fifo).receiptHandle(one.getFirst().receiptHandle()));
        var two = sqs.receiveMessage(request -> request.queueUrl(fifo)).messages();

        assertThat(twin.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(one).extracting(Message::body).containsExactly("a1");
        assertThat(locked).isEmpty();
        assertThat(two).extracting(Message::body).containsExactly("a2");
    }

    @Test
    @Conforms({Action.StartMessageMoveTask, Action.ListMessageMoveTasks, Action.CancelMessageMoveTask})
    void movesDeadLettersBackAndCancels() {
        String dead = sqs.createQueue(request -> request.queueName(queueName + "-dead"))
                .queueUrl();
        String source = attribute(dead, QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(source);
        sqs.setQueueAttributes(
                request -> request.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
        String destination = attribute(queueUrl, QueueAttributeName.QUEUE_ARN);
        sqs.sendMessageBatch(request -> request.queueUrl(dead).entries(tenEntries()));

        // One a second: it cannot be over before it is cancelled.
        String task = sqs.startMessageMoveTask(request ->
                        request.sourceArn(source).destinationArn(destination).maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        Message moved = receiveOne(20);
        var tasks = sqs.listMessageMoveTasks(request -> request.sourceArn(source));
        var cancelled = sqs.cancelMessageMoveTask(request -> request.taskHandle(task));

        assertThat(moved.body()).startsWith("body ");
        assertThat(tasks.results()).extracting(result -> result.taskHandle()).containsExactly(task);
        assertThat(tasks.results()).extracting(result -> result.status()).containsExactly("RUNNING");
        assertThat(cancelled.approximateNumberOfMessagesMoved()).isBetween(1L, 9L);
    }

    private Message receiveOne(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl).waitTimeSeconds(waitSeconds))
                .messages()
                .getFirst();
    }

    private static List<SendMessageBatchRequestEntry> tenEntries() {
        return IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("s" + i)
                        .messageBody("body " + i)
                        .build())
                .toList();
    }

    private String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "none");
    }

    /** Visible, leased and delayed messages. */
    private List<String> counts() {
        var attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "none"),
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "none"),
                attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "none"));
    }
}
