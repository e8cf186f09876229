package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Decision;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Rejection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds of commands about jobs, keys, limits and schedules; those that only large numbers reach are asked over views that show them. */
class JobBoundsTest {

    private static final LeaseRef LEASE = new LeaseRef(new MessageRef(1, 0, 0), 1);
    private static final QueueName NOWHERE = new QueueName(J.NAMESPACE, "nowhere");
    private static final Origin LONG_ORIGIN = new Origin("p".repeat(QueueLimits.PRINCIPAL_BYTES_MAX + 1), "r");
    private static final int TOO_MANY = QueueLimits.ENTRIES_MAX + 1;

    private final EngineHarness<QueueDomain> engine = new EngineHarness<>(Q::domain, 1, EngineLimits.DEFAULT);

    private static Rejection.Reason reason(JobResult result) {
        return Objects.requireNonNull(result.refusal()).reason();
    }

    @Test
    void refusesCommandsWithTooManyEntries() {
        engine.done(Q.create(Q.ORDERS));
        List<MessageRef> jobs = Collections.nCopies(TOO_MANY, LEASE.message());

        assertThat(List.of(
                        engine.refused(new ChangeJobs(J.NAMESPACE, jobs, new ChangeJobs.Cancel())),
                        engine.refused(new ReprioritizeJobs(J.NAMESPACE, jobs, 3)),
                        engine.refused(new FinishJobs(
                                J.NAMESPACE,
                                "",
                                Collections.nCopies(TOO_MANY, new FinishJobs.Finish(LEASE, FinishJobs.Done.PLAIN)))),
                        engine.refused(new ExtendLeases(
                                J.NAMESPACE,
                                "",
                                Collections.nCopies(TOO_MANY, new ExtendLeases.Extension(LEASE, 1, null)))),
                        engine.refused(new SetKeySettings(
                                Q.ORDERS,
                                IntStream.range(0, TOO_MANY)
                                        .mapToObj(i -> new SetKeySettings.Change("k" + i, KeyChange.weight(2)))
                                        .toList(),
                                Q.ORIGIN))))
                .extracting(Rejection::reason)
                .containsOnly(QueueRejection.SETTING_INVALID);
        assertThat(engine.done(new ListKeys(Q.ORDERS, null, 10)).keys()).isEmpty();
    }

    @Test
    void knowsNothingOfAQueueThatIsNot() {
        assertThat(List.of(
                        engine.refused(new ListKeys(NOWHERE, null, 10)),
                        engine.refused(new LocatePayloads(NOWHERE, List.of(LEASE))),
                        engine.refused(new SetKeySettings(NOWHERE, List.of(), Q.ORIGIN))))
                .extracting(Rejection::reason)
                .containsOnly(QueueRejection.QUEUE_NOT_FOUND);
    }

    @Test
    void changesNothingForSomebodyWhoseNameIsTooLong() {
        engine.done(Q.create(Q.ORDERS));
        SetLimit limit = Dispatch.limit("database", 5, RateLimit.NONE);
        engine.done(limit);

        assertThat(List.of(
                        engine.refused(new DeleteLimit(limit.limit(), LONG_ORIGIN)),
                        engine.refused(new SetKeySettings(
                                Q.ORDERS, List.of(new SetKeySettings.Change("k", KeyChange.weight(2))), LONG_ORIGIN))))
                .extracting(Rejection::reason)
                .containsOnly(QueueRejection.SETTING_INVALID);
        assertThat(engine.done(new ListLimits(J.NAMESPACE, "", 10)).limits()).hasSize(1);
        assertThat(engine.done(new ListKeys(Q.ORDERS, null, 10)).keys()).isEmpty();
    }

    @Test
    void takesALeaseThatWasNeverGivenForUnknown() {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeasedMessage leased = J.lease(engine, "w");
        LeaseRef notYet = new LeaseRef(leased.lease().message(), leased.lease().lease() + 1);

        assertThat(reason(J.finish(engine, "", notYet, FinishJobs.Done.PLAIN))).isEqualTo(QueueRejection.LEASE_UNKNOWN);
        assertThat(Q.view(engine).leased()).isEqualTo(1);
    }

    @Test
    void extendsALeaseOnceInACommand() {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(1));
        LeaseRef lease = J.lease(engine, "w").lease();
        var extension = new ExtendLeases.Extension(lease, 60_000, null);

        List<JobResult> results = engine.done(new ExtendLeases(J.NAMESPACE, "", List.of(extension, extension)))
                .results();

        assertThat(results.getFirst().kind()).isEqualTo(JobResult.Kind.DONE);
        assertThat(reason(results.getLast())).isEqualTo(QueueRejection.JOB_INVALID);
    }

    @Test
    void refusesMetadataThatGrowsBeyondItsBoundEditByEdit() {
        J.queue(engine, J.REMEMBERING);
        MessageRef job = J.sent(engine, "mail", J.metadata("customer", "7"));
        TreeMap<String, String> full = new TreeMap<>();
        for (int i = 0; i < QueueLimits.METADATA_ENTRIES_MAX; i++) {
            full.put("name-" + i, "v");
        }

        JobResult result = J.change(engine, job, new ChangeJobs.EditMetadata(full, new TreeSet<>()));

        assertThat(reason(result)).isEqualTo(QueueRejection.JOB_INVALID);
        assertThat(J.details(engine, job).metadata()).isEqualTo(Map.of("customer", "7"));
        assertThat(J.change(engine, job, new ChangeJobs.EditMetadata(full, new TreeSet<>(List.of("customer")))))
                .isEqualTo(JobResult.DONE);
    }

    @Test
    void aFiringWhoseUniqueKeyIsTakenIsLeftOut() {
        UniqueKey unique = new UniqueKey("one", true, true, 0, UniqueKey.Mode.KEEP_FIRST);
        NewMessage job = Q.message("report").with(new JobOptions(-1, -1, -1, null, null, Q.NONE, unique, null));
        S.created(
                engine,
                new ScheduleSpec(Q.ORDERS.name(), S.every(S.MINUTE), job, Overlap.ALLOW_ALL, S.MINUTE, false, ""));
        engine.advanceMillis(S.MINUTE);
        MessageRef first = S.view(engine).lastJob();

        engine.advanceMillis(S.MINUTE);

        assertThat(S.view(engine).lastSkip()).contains("unique key");
        assertThat(S.view(engine).lastJob()).isEqualTo(first);
        assertThat(S.view(engine).firedTotal()).isEqualTo(1);
        assertThat(S.jobs(engine)).isEqualTo(1);
    }

    @Test
    void refusesOneMoreScheduleThanAPartitionMayHave() {
        SchedulesRead full = view(SchedulesRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "size" -> QueueLimits.SCHEDULES_MAX;
            case "bytes" -> 0L;
            default -> null;
        });
        Queue queue = new Queue(
                1,
                Q.ORDERS,
                0,
                SettingsRules.DEFAULTS,
                new TreeMap<>(),
                new Shared(position -> position >>> 22, Chunk.SLOTS_MAX));
        QueuesRead queues = view(QueuesRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "schedules" -> full;
            case "find" -> queue;
            default -> null;
        });

        Decision<ScheduleView> decision =
                new SaveScheduleDecider(queues).decide(S.create(S.spec(S.every(S.MINUTE), Overlap.SKIP, S.MINUTE)), 0);

        assertThat(((Decision.Reject<ScheduleView>) decision).rejection().reason())
                .isEqualTo(QueueRejection.SCHEDULE_LIMIT);
    }

    @Test
    void refusesOneMoreSharedLimitThanAPartitionMayHave() {
        QueuesRead queues = over(
                "limits",
                view(
                        SharedLimitsRead.class,
                        (proxy, method, arguments) ->
                                method.getName().equals("size") ? QueueLimits.SHARED_LIMITS_MAX : null));

        Decision<SetLimit.Reply> decision =
                new SetLimitDecider(queues).decide(Dispatch.limit("one-more", 5, RateLimit.NONE), 0);

        assertThat(((Decision.Reject<SetLimit.Reply>) decision).rejection().reason())
                .isEqualTo(QueueRejection.QUEUE_LIMIT);
    }

    @Test
    void refusesSettingsOfOneMoreKeyThanAQueueMayHave() {
        QueueRead queue = view(QueueRead.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "keysWithSettings" -> QueueLimits.KEY_SETTINGS_MAX;
            case "keySettings" -> KeySettings.DEFAULT;
            default -> null;
        });

        Decision<SetKeySettings.Reply> decision =
                new SetKeySettingsDecider(over("find", queue)).decide(Dispatch.key("one-more", KeyChange.weight(2)), 0);

        assertThat(((Decision.Reject<SetKeySettings.Reply>) decision)
                        .rejection()
                        .reason())
                .isEqualTo(QueueRejection.KEY_SETTINGS_LIMIT);
    }

    /** Queues of which only one thing is seen. */
    private static QueuesRead over(String name, Object seen) {
        return view(
                QueuesRead.class, (proxy, method, arguments) -> method.getName().equals(name) ? seen : null);
    }

    private static <T> T view(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
