package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalError;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.PeekMessages.Wanted;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SettingsChange;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peeking through the node: payloads loaded, pages sealed, damage shown and never delivered. */
@Timeout(60)
class PeekTest {

    private static final QueueName QUEUE = new QueueName("a", "orders");

    @Test
    void refusesAPageThatIsNotOfThisServer(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            create(running.node());

            Outcome<PeekedPage> outcome = running.node().peek(QUEUE, Wanted.ALL, "no-page-of-ours", 1);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused ->
                                    assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.SETTING_INVALID));
        }
    }

    @Test
    void showsMessagesPageByPageWithoutReceivingThem(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            create(node);
            String first = send(node, "one");
            send(node, "two");

            PeekedPage page = done(node.peek(QUEUE, Wanted.ALL, null, 1));
            PeekedPage last = done(node.peek(QUEUE, Wanted.READY, page.next(), 1));

            assertThat(page.messages()).singleElement().satisfies(message -> {
                assertThat(message.messageId()).isEqualTo(first);
                assertThat(message.about().state()).isEqualTo(PeekedMessage.State.READY);
                assertThat(message.damaged()).isFalse();
                assertThat(message.body()).asString().isEqualTo("one");
                assertThat(message.headers()).containsExactly(7);
                assertThat(message.sequenceNumber()).isNull();
            });
            assertThat(last.messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body()).asString().isEqualTo("two"));
            assertThat(last.next()).isNull();
            assertThat(done(node.receive(new ReceiveMessages(QUEUE, 10, -1, 0), CallerGone.NEVER)))
                    .extracting(DeliveredMessage::receiveCount)
                    .containsExactly(1, 1);
            assertThat(node.stats().verbs().get(Verb.PEEK)).isEqualTo(new NodeStats.Counts(2, 0, 0, 2));
        }
    }

    @Test
    void showsAMessageWithoutItsBodyWhenThatCannotBeReadOrStaysAway(@TempDir Path folder) throws IOException {
        AtomicReference<@Nullable JournalError> fault = new AtomicReference<>();
        try (RunningNode running =
                RunningNode.starting(folder, NodeLimits.DEFAULT, journal -> failing(journal, fault))) {
            Node node = running.node();
            node.ready();
            create(node);
            send(node, "one");

            fault.set(JournalError.READ_FAILED);
            PeekedPage damaged = done(node.peek(QUEUE, Wanted.ALL, null, 1));
            fault.set(JournalError.POSITION_GONE);
            PeekedPage gone = done(node.peek(QUEUE, Wanted.ALL, null, 1));

            for (PeekedPage page : List.of(damaged, gone)) {
                assertThat(page.messages()).singleElement().satisfies(message -> {
                    assertThat(message.damaged()).isTrue();
                    assertThat(message.body()).isEmpty();
                });
            }
        }
    }

    @Test
    void looksAgainWhenAPayloadWasCopiedElsewhereMeanwhile(@TempDir Path folder) throws IOException {
        AtomicReference<@Nullable JournalError> fault = new AtomicReference<>(JournalError.POSITION_GONE);
        try (RunningNode running =
                RunningNode.starting(folder, NodeLimits.DEFAULT, journal -> failingOnce(journal, fault))) {
            Node node = running.node();
            node.ready();
            create(node);
            send(node, "one");

            PeekedPage page = done(node.peek(QUEUE, Wanted.ALL, null, 1));

            assertThat(fault.get()).isNull();
            assertThat(page.messages()).singleElement().satisfies(message -> {
                assertThat(message.damaged()).isFalse();
                assertThat(message.body()).asString().isEqualTo("one");
            });
        }
    }

    @Test
    void numbersMessagesOfAFifoQueueAsTheirSendDid(@TempDir Path folder) throws IOException {
        QueueName fifo = new QueueName("a", "orders.fifo");
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            create(node, fifo, new FifoChange(true, null, null, null));
            byte[] body = {1};
            NewMessage message = new NewMessage(body, new byte[] {7}, body.length, "group", 0, -1, "id");
            SentMessage sent =
                    done(node.send(new SendMessages(fifo, List.of(message)))).getFirst();

            PeekedPage page = done(node.peek(fifo, Wanted.ALL, null, 1));

            assertThat(page.messages().getFirst().sequenceNumber())
                    .isNotNull()
                    .isEqualTo(((SentMessage.Stored) sent).sequenceNumber());
        }
    }

    @Test
    void refusesAPageThatIsNotOurs(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            create(node);

            for (String forged : List.of("", "x", "00000000-0000-0000-0000-000000000000")) {
                assertThat(node.peek(QUEUE, Wanted.ALL, forged, 1))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.rejection().reason())
                                        .isEqualTo(QueueRejection.SETTING_INVALID));
            }
        }
    }

    private static void create(Node node) {
        create(node, QUEUE, FifoChange.NONE);
    }

    private static void create(Node node, QueueName queue, FifoChange fifo) {
        SettingsChange settings =
                new SettingsChange(null, null, null, null, null, null, null, null, fifo, new TreeMap<>());
        done(node.createQueue(new CreateQueue(queue, settings, new TreeMap<>(), new Origin("tester", "request-1"))));
    }

    private static String send(Node node, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        NewMessage message = new NewMessage(bytes, new byte[] {7}, bytes.length, null, 0, -1);
        SentMessage sent =
                done(node.send(new SendMessages(QUEUE, List.of(message)))).getFirst();
        return ((SentMessage.Stored) sent).messageId();
    }

    private static <R> R done(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R> refused ->
                throw new AssertionError(refused.rejection().toString());
        };
    }

    /** The same journal, whose reads of payloads fail while {@code fault} is set. */
    private static Journal failing(Journal journal, AtomicReference<@Nullable JournalError> fault) {
        return failing(journal, fault, false);
    }

    /** The same journal, of whose reads of payloads one fails with {@code fault}, and clears it. */
    private static Journal failingOnce(Journal journal, AtomicReference<@Nullable JournalError> fault) {
        return failing(journal, fault, true);
    }

    private static Journal failing(Journal journal, AtomicReference<@Nullable JournalError> fault, boolean once) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    JournalError error = fault.get();
                    if (error != null && method.getName().equals("readRecent")) {
                        return false;
                    }
                    if (error != null && method.getName().equals("read")) {
                        if (once) {
                            fault.set(null);
                        }
                        throw new SkidwayException(error, Severity.FAIL_REQUEST, "cannot be read");
                    }
                    try {
                        return method.invoke(journal, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
