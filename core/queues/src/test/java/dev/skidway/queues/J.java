package dev.skidway.queues;

import dev.skidway.engine.EngineHarness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short words for what tests ask of jobs. */
final class J {

    static final String NAMESPACE = Q.ORDERS.namespace();
    static final QueueName FAILED = new QueueName(NAMESPACE, "failed");
    /** Keeps an hour of history. */
    static final JobSettings REMEMBERING = settings(RetryPolicy.AT_ONCE);

    private J() {}

    static JobSettings settings(RetryPolicy retry) {
        return new JobSettings(retry, 0, false, 3_600_000, 1 << 20, 60_000);
    }

    static RetryPolicy retry(int attemptsMax) {
        return new RetryPolicy(RetryPolicy.Backoff.FIXED, 1_000, 200, 60_000, 0, attemptsMax, 0, List.of("never"));
    }

    static void queue(EngineHarness<QueueDomain> engine, JobSettings settings) {
        engine.done(Q.create(Q.ORDERS, SettingsChange.ofJobs(settings)));
    }

    /** A queue whose jobs move to {@link #FAILED} after so many attempts. */
    static void withDeadLetters(EngineHarness<QueueDomain> engine, JobSettings settings, int receivesMax) {
        engine.done(Q.create(FAILED, SettingsChange.ofJobs(REMEMBERING)));
        engine.done(Q.create(Q.ORDERS, SettingsChange.ofJobs(settings)));
        engine.done(new SetQueueSettings(
                Q.ORDERS, Q.deadLetters(new DeadLetterPolicy(FAILED.name(), receivesMax)), Q.ORIGIN));
    }

    static JobOptions metadata(String name, String value) {
        return new JobOptions(-1, -1, -1, null, null, new TreeMap<>(Map.of(name, value)), null, null);
    }

    static JobOptions expiring(long afterMillis) {
        return new JobOptions(-1, afterMillis, -1, null, null, new TreeMap<>(), null, null);
    }

    static JobOptions atMostOnce() {
        return new JobOptions(-1, -1, -1, true, null, new TreeMap<>(), null, null);
    }

    static JobOptions retrying(RetryPolicy retry) {
        return new JobOptions(-1, -1, -1, null, retry, new TreeMap<>(), null, null);
    }

    static SendResult send(EngineHarness<QueueDomain> engine, NewMessage message) {
        return engine.done(Q.send(message)).results().getFirst();
    }

    static MessageRef sent(EngineHarness<QueueDomain> engine, NewMessage message) {
        return ((SendResult.Stored) send(engine, message)).message();
    }

    static MessageRef sent(EngineHarness<QueueDomain> engine, String body, JobOptions options) {
        return sent(engine, Q.message(body).with(options));
    }

    static ReceiveMessages receive(QueueName queue, int countMax, String worker) {
        return new ReceiveMessages(queue, countMax, 10_000, 0, null, worker);
    }

    static LeasedMessage lease(EngineHarness<QueueDomain> engine, String worker) {
        return engine.done(receive(Q.ORDERS, 1, worker)).messages().getFirst();
    }

    static JobResult finish(EngineHarness<QueueDomain> engine, LeasedMessage message, FinishJobs.How how) {
        return finish(engine, "", message.lease(), how);
    }

    static JobResult finish(EngineHarness<QueueDomain> engine, String worker, LeaseRef lease, FinishJobs.How how) {
        return engine.done(new FinishJobs(NAMESPACE, worker, List.of(new FinishJobs.Finish(lease, how))))
                .results()
                .getFirst();
    }

    static FinishJobs.Failed failed(String code) {
        return new FinishJobs.Failed(code, "because of " + code, -1, false);
    }

    static JobResult change(EngineHarness<QueueDomain> engine, MessageRef identity, ChangeJobs.Change change) {
        return engine.done(new ChangeJobs(NAMESPACE, List.of(identity), change))
                .results()
                .getFirst();
    }

    static JobView get(EngineHarness<QueueDomain> engine, MessageRef identity) {
        return engine.done(new GetJob(NAMESPACE, identity));
    }

    static FinishedJob finished(EngineHarness<QueueDomain> engine, MessageRef identity) {
        return java.util.Objects.requireNonNull(get(engine, identity).finished());
    }

    static JobDetails details(EngineHarness<QueueDomain> engine, MessageRef identity) {
        return java.util.Objects.requireNonNull(get(engine, identity).details());
    }

    static PeekedMessage message(EngineHarness<QueueDomain> engine, MessageRef identity) {
        return java.util.Objects.requireNonNull(get(engine, identity).message());
    }
}
