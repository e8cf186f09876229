package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalError;
import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeTest {

    private static final QueueName QUEUE = new QueueName("a", "orders");
    private static final Origin ORIGIN = new Origin("tester", "request-1");

    @TempDir
    @Nullable Path folder;

    private @Nullable RunningNode running;

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void carriesAMessageFromSendToDelete() throws IOException {
        Node node = ready();
        create(node, QUEUE);

        String id = send(node, QUEUE, "hello", "head");
        DeliveredMessage delivered = receive(node, 0).getFirst();
        List<HandleResult> deleted = done(node.delete(QUEUE, List.of(delivered.receiptHandle(), "forged")));

        assertThat(delivered.messageId()).isEqualTo(id);
        assertThat(delivered.body()).asString().isEqualTo("hello");
        assertThat(delivered.headers()).asString().isEqualTo("head");
        assertThat(delivered.receiveCount()).isEqualTo(1);
        assertThat(deleted).containsExactly(HandleResult.DONE, HandleResult.INVALID);
        assertThat(done(node.delete(QUEUE, List.of(delivered.receiptHandle())))).containsExactly(HandleResult.GONE);
        assertThat(receive(node, 0)).isEmpty();
    }

    @Test
    void opensHandlesOfThisQueueOnly() throws IOException {
        Node node = ready();
        QueueName other = new QueueName("a", "other");
        create(node, QUEUE);
        create(node, other);
        send(node, QUEUE, "hello", "");
        String handle = receive(node, 0).getFirst().receiptHandle();

        assertThat(done(node.delete(other, List.of(handle)))).containsExactly(HandleResult.INVALID);
        assertThat(done(node.changeVisibility(
                        QUEUE, List.of(new VisibilityEntry("x", 0), new VisibilityEntry(handle, 0)))))
                .containsExactly(HandleResult.INVALID, HandleResult.DONE);
        assertThat(receive(node, 0).getFirst().receiveCount()).isEqualTo(2);
    }

    @Test
    void saysWhenTheQueueDoesNotExistWhateverTheHandle() throws IOException {
        Node node = ready();

        assertThat(node.delete(QUEUE, List.of("forged")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND));
        assertThat(node.changeVisibility(QUEUE, List.of(new VisibilityEntry("forged", 0))))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void keepsNamespacesApartInTheirPartitions() throws IOException {
        Node node = ready();
        for (String namespace : new String[] {"a", "b", "c", "d", "e"}) {
            create(node, new QueueName(namespace, "orders"));
        }

        for (String namespace : new String[] {"a", "b", "c", "d", "e"}) {
            assertThat(done(node.listQueues(new ListQueues(namespace, "", "", 10)))
                            .queues())
                    .hasSize(1);
        }
    }

    @Test
    void readsPayloadsThatAreNoLongerInMemory() throws IOException {
        Node node = ready();
        create(node, QUEUE);
        String large = "x".repeat(6_000);
        for (int i = 0; i < 40; i++) {
            send(node, QUEUE, large + i, "");
        }

        for (int i = 0; i < 40; i++) {
            assertThat(receive(node, 0).getFirst().body()).asString().isEqualTo(large + i);
        }
    }

    @Test
    void givesMessagesBackWhenReadingThemMeetsABug() throws IOException {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>(new IllegalStateException("a bug"));
        Node node = readyWithFailing(fault);
        send(node, QUEUE, "hello", "");

        assertCode(() -> receive(node, 0), NodeError.FAILED, Severity.FAIL_REQUEST);
        fault.set(null);

        assertThat(receive(node, 10_000).getFirst().receiveCount()).isEqualTo(2);
        assertThat(node.stats().verbs().get(Verb.RECEIVE)).isEqualTo(new NodeStats.Counts(2, 0, 1, 1));
    }

    @Test
    void aMessageThatCannotBeReadDoesNotStandInTheWayOfOthers() throws IOException {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        Node node = readyWithFailing(fault);
        send(node, QUEUE, "unreadable", "");
        send(node, QUEUE, "whole", "");

        fault.set(new SkidwayException(JournalError.READ_FAILED, Severity.FAIL_REQUEST, "a bad sector"));
        assertCode(() -> receive(node, 0), NodeError.PAYLOAD_DAMAGED, Severity.FAIL_REQUEST);
        fault.set(null);

        assertThat(receive(node, 0).getFirst().body()).asString().isEqualTo("whole");
        assertThat(node.stats().payloadsDamaged()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasPurgedWhileItWasReadIsNotDelivered() throws IOException {
        AtomicReference<Runnable> beforeRead = new AtomicReference<>(() -> {});
        Node node = readyWithVanishing(1, beforeRead);
        send(node, QUEUE, "purged", "");
        beforeRead.set(() -> done(node.purgeQueue(new PurgeQueue(QUEUE, ORIGIN))));

        assertThat(receive(node, 0)).isEmpty();
        assertThat(node.stats().payloadsDamaged()).isZero();
    }

    @Test
    void aMessageWhoseQueueWasDeletedWhileItWasReadIsNotDelivered() throws IOException {
        AtomicReference<Runnable> beforeRead = new AtomicReference<>(() -> {});
        Node node = readyWithVanishing(1, beforeRead);
        send(node, QUEUE, "deleted", "");
        beforeRead.set(() -> done(node.deleteQueue(new DeleteQueue(QUEUE, ORIGIN))));

        assertThat(receive(node, 0)).isEmpty();
        assertThat(node.stats().payloadsDamaged()).isZero();
    }

    @Test
    void aMessageThatWasCopiedElsewhereWhileItWasReadIsDelivered() throws IOException {
        Node node = readyWithVanishing(2, new AtomicReference<>(() -> {}));
        send(node, QUEUE, "here", "");
        send(node, QUEUE, "there", "");

        assertThat(receive(node, 2, 0))
                .extracting(message -> new String(message.body(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("here", "there");
        assertThat(node.stats().payloadsDamaged()).isZero();
    }

    @Test
    void aMessageThatLivesButIsNowhereCountsAsDamaged() throws IOException {
        Node node = readyWithVanishing(1_000, new AtomicReference<>(() -> {}));
        send(node, QUEUE, "nowhere", "");

        assertCode(() -> receive(node, 0), NodeError.PAYLOAD_DAMAGED, Severity.FAIL_REQUEST);
        assertThat(node.stats().payloadsDamaged()).isEqualTo(1);
    }

    /** A node whose first reads of payloads find their segment released; {@code beforeRead} happens just before. */
    private Node readyWithVanishing(int reads, AtomicReference<Runnable> beforeRead) throws IOException {
        AtomicInteger left = new AtomicInteger(reads);
        running = RunningNode.starting(folder(), NodeLimits.DEFAULT, journal -> (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("readRecent") && left.get() > 0) {
                        return false;
                    }
                    if (method.getName().equals("read") && left.getAndDecrement() > 0) {
                        beforeRead.get().run();
                        throw new SkidwayException(JournalError.POSITION_GONE, Severity.FAIL_REQUEST, "released");
                    }
                    return method.invoke(journal, arguments);
                }));
        Node node = running.node();
        node.ready();
        create(node, QUEUE);
        return node;
    }

    private Node readyWithFailing(AtomicReference<@Nullable RuntimeException> fault) throws IOException {
        running = RunningNode.starting(folder(), NodeLimits.DEFAULT, journal -> failing(journal, fault));
        Node node = running.node();
        node.ready();
        create(node, QUEUE);
        return node;
    }

    @Test
    void neverDeliversADamagedPayloadAndDeliversTheOthers() throws IOException {
        AtomicInteger damagedReads = new AtomicInteger();
        running = RunningNode.starting(folder(), NodeLimits.DEFAULT, journal -> damaging(journal, damagedReads));
        Node node = running.node();
        node.ready();
        create(node, QUEUE);
        send(node, QUEUE, "damaged", "h");
        send(node, QUEUE, "whole", "h");
        send(node, QUEUE, "damaged too", "h");

        damagedReads.set(1);
        List<DeliveredMessage> delivered = receive(node, 2, 0);
        damagedReads.set(1);

        assertThat(delivered)
                .singleElement()
                .satisfies(message -> assertThat(message.body()).asString().isEqualTo("whole"));
        assertCode(() -> receive(node, 0), NodeError.PAYLOAD_DAMAGED, Severity.FAIL_REQUEST);
        assertThat(node.stats().payloadsDamaged()).isEqualTo(2);
        assertThat(receive(node, 0)).as("damaged ones stay leased").isEmpty();
    }

    @Test
    void givesUpAReceiveWhoseCallerHasGone() throws Exception {
        Node node = ready();
        create(node, QUEUE);

        List<DeliveredMessage> received = done(node.receive(new ReceiveMessages(QUEUE, 1, -1, 20_000), Runnable::run));
        send(node, QUEUE, "hello", "");

        assertThat(received).isEmpty();
        assertThat(done(node.getQueue(new GetQueue(QUEUE))).visible()).isEqualTo(1);
    }

    @Test
    void givesUpAReceiveWhoseThreadIsInterrupted() throws IOException {
        Node node = ready();
        create(node, QUEUE);

        Thread.currentThread().interrupt();
        assertCode(
                () -> node.receive(new ReceiveMessages(QUEUE, 1, -1, 20_000), gone -> {}),
                NodeError.DRAINING,
                Severity.RETRY);

        assertThat(Thread.interrupted()).isTrue();
        send(node, QUEUE, "hello", "");
        assertThat(done(node.getQueue(new GetQueue(QUEUE))).visible()).isEqualTo(1);
    }

    @Test
    void answersWaitingReceivesWhenItDrains() throws Exception {
        Node node = ready();
        create(node, QUEUE);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<List<DeliveredMessage>> receive = waiting(node, waits);
        assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();

        node.drain();

        assertThat(receive.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(node.state()).isEqualTo(NodeState.DRAINING);
        assertCode(() -> node.getQueue(new GetQueue(QUEUE)), NodeError.DRAINING, Severity.RETRY);
    }

    @Test
    void admitsOnlySoManyReceives() throws Exception {
        running = RunningNode.starting(folder(), new NodeLimits(1, 1, 1), UnaryOperator.identity());
        Node node = running.node();
        node.ready();
        create(node, QUEUE);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<List<DeliveredMessage>> first = waiting(node, waits);
        assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();

        assertCode(() -> receive(node, 0), NodeError.TOO_MANY_RECEIVES, Severity.RETRY);
        send(node, QUEUE, "hello", "");

        assertThat(first.get(20, TimeUnit.SECONDS)).hasSize(1);
        assertThat(node.stats().throttled()).isEqualTo(1);
        assertThat(node.idle()).isTrue();
    }

    @Test
    void servesOnlyWhileItIsReady() throws IOException {
        running = RunningNode.starting(folder(), NodeLimits.DEFAULT, UnaryOperator.identity());
        Node node = running.node();

        assertCode(() -> create(node, QUEUE), NodeError.STARTING, Severity.RETRY);
        node.ready();
        create(node, QUEUE);
        node.fail();

        assertCode(() -> create(node, QUEUE), NodeError.FAILED, Severity.STOP);
        node.drain();
        assertThat(node.state()).isEqualTo(NodeState.FAILED);
    }

    private Node ready() throws IOException {
        running = RunningNode.small(folder());
        return running.node();
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("no folder");
        }
        return folder;
    }

    private static CompletableFuture<List<DeliveredMessage>> waiting(Node node, CountDownLatch waits) {
        return CompletableFuture.supplyAsync(
                () -> done(node.receive(new ReceiveMessages(QUEUE, 1, -1, 20_000), gone -> waits.countDown())));
    }

    private static void create(Node node, QueueName queue) {
        SettingsChange none = new SettingsChange(null, null, null, null, null, null, new TreeMap<>());
        done(node.createQueue(new CreateQueue(queue, none, new TreeMap<>(), ORIGIN)));
    }

    private static String send(Node node, QueueName queue, String body, String headers) {
        NewMessage message = new NewMessage(
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                headers.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                body.length(),
                null,
                0,
                -1);
        SentMessage sent =
                done(node.send(new SendMessages(queue, List.of(message)))).getFirst();
        assertThat(sent).isInstanceOf(SentMessage.Stored.class);
        return ((SentMessage.Stored) sent).messageId();
    }

    private static List<DeliveredMessage> receive(Node node, long waitMillis) {
        return receive(node, 1, waitMillis);
    }

    private static List<DeliveredMessage> receive(Node node, int countMax, long waitMillis) {
        return done(node.receive(new ReceiveMessages(QUEUE, countMax, -1, waitMillis), CallerGone.NEVER));
    }

    private static <R> R done(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R> refused ->
                throw new AssertionError(refused.rejection().toString());
        };
    }

    private static void assertCode(Runnable call, NodeError code, Severity severity) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(SkidwayException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.severity()).isEqualTo(severity);
        });
    }

    /** The same journal, with one bit flipped in the last byte of each of the next {@code damagedReads} payloads. */
    private static Journal damaging(Journal journal, AtomicInteger damagedReads) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(journal, arguments);
                    boolean reads = method.getName().equals("read")
                            || (method.getName().equals("readRecent") && Boolean.TRUE.equals(answer));
                    if (reads && damagedReads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        ByteBuffer payload = (ByteBuffer) arguments[1];
                        int last = payload.position() - 1;
                        payload.put(last, (byte) (payload.get(last) ^ 1));
                    }
                    return answer;
                });
    }

    /** The same journal, whose payload reads fail while there is a fault. */
    private static Journal failing(Journal journal, AtomicReference<@Nullable RuntimeException> fault) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    RuntimeException failure = fault.get();
                    if (failure != null && method.getName().equals("readRecent")) {
                        return false;
                    }
                    if (failure != null && method.getName().equals("read")) {
                        throw failure;
                    }
                    try {
                        return method.invoke(journal, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
