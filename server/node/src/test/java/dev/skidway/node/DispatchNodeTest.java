package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.AwaitReady;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.ExplainJob;
import dev.skidway.queues.ExplainQueue;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.KeyView;
import dev.skidway.queues.LimitName;
import dev.skidway.queues.LimitView;
import dev.skidway.queues.ListKeys;
import dev.skidway.queues.ListLimits;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SetKeySettings;
import dev.skidway.queues.SetLimit;
import dev.skidway.queues.SettingsChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dispatch as gateways see it: limits, keys, reasons, and a wait that ends with its caller. */
class DispatchNodeTest {

    private static final String NAMESPACE = "000000000000";
    private static final QueueName QUEUE = new QueueName(NAMESPACE, "orders");
    private static final Origin ORIGIN = new Origin("anonymous", "r");

    @Test
    void changesAndExplainsWhatGoesFirst(@TempDir Path folder) throws Exception {
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            DispatchService dispatch = node.dispatch();
            LimitName limit = new LimitName(NAMESPACE, "database");
            assertThat(done(dispatch.setLimit(new SetLimit(limit, 3, RateLimit.NONE, ORIGIN)))
                            .created())
                    .isTrue();
            SettingsChange uses = new SettingsChange(DispatchChange.limits(List.of("database")));
            done(node.createQueue(new CreateQueue(QUEUE, uses, new TreeMap<>(), ORIGIN)));
            assertThat(done(dispatch.listLimits(new ListLimits(NAMESPACE, "", 10)))
                            .limits())
                    .containsExactly(new LimitView("database", 3, RateLimit.NONE, 0, 1));
            assertThat(dispatch.deleteLimit(new DeleteLimit(limit, ORIGIN))).isInstanceOf(Outcome.Refused.class);
            MessageRef job = send(node, "key");

            assertThat(done(dispatch.reprioritize(new ReprioritizeJobs(NAMESPACE, List.of(job), 7)))
                            .results())
                    .hasSize(1);
            assertThat(done(dispatch.explain(new ExplainJob(QUEUE, job))).runnableNow())
                    .isTrue();
            done(dispatch.setKeySettings(new SetKeySettings(
                    QUEUE, List.of(new SetKeySettings.Change("key", KeyChange.pause(true, "later"))), ORIGIN)));
            assertThat(done(dispatch.explain(new ExplainQueue(QUEUE))).runnableNow())
                    .isFalse();
            assertThat(done(dispatch.listKeys(new ListKeys(QUEUE, null, 10))).keys())
                    .extracting(KeyView::key)
                    .containsExactly("key");
        }
    }

    @Test
    void waitsUntilThereIsSomethingOrTheCallerHasGone(@TempDir Path folder) throws Exception {
        try (RunningNode running = RunningNode.small(folder)) {
            Node node = running.node();
            SettingsChange nothing = new SettingsChange(DispatchChange.NONE);
            done(node.createQueue(new CreateQueue(QUEUE, nothing, new TreeMap<>(), ORIGIN)));
            AwaitReady patient = new AwaitReady(QUEUE, 60_000);

            assertThat(done(node.dispatch().awaitReady(patient, Runnable::run)).ready())
                    .as("the caller has gone")
                    .isFalse();
            send(node, "key");
            assertThat(done(node.dispatch().awaitReady(patient, CallerGone.NEVER))
                            .ready())
                    .isTrue();
        }
    }

    private static MessageRef send(Node node, String key) {
        byte[] body = "body".getBytes(StandardCharsets.UTF_8);
        NewMessage message = new NewMessage(body, new byte[0], body.length, key, 0, -1);
        List<SendResult> results = done(node.jobs().send(new SendMessages(QUEUE, List.of(message))));
        return ((SendResult.Stored) results.getFirst()).message();
    }

    private static <R> R done(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R> refused -> throw new AssertionError("refused: " + refused.rejection());
        };
    }
}
