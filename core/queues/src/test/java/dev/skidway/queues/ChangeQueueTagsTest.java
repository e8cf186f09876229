package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Setting and removing tags, and their bounds. */
class ChangeQueueTagsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static ChangeQueueTags change(Set<String> removed, Map<String, String> set) {
        return new ChangeQueueTags(Q.ORDERS, new TreeSet<>(removed), new TreeMap<>(set), Q.ORIGIN);
    }

    private static TreeMap<String, String> numbered(int count) {
        TreeMap<String, String> tags = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("key" + i, "value" + i);
        }
        return tags;
    }

    @TestTemplate
    void setsReplacesAndRemoves(EngineHarness<QueueDomain> engine) {
        engine.done(new CreateQueue(Q.ORDERS, Q.retention(60_000), new TreeMap<>(Map.of("a", "1")), Q.ORIGIN));

        engine.done(change(Set.of(), Map.of("b", "2", "c", "")));
        engine.done(change(Set.of("a", "unknown"), Map.of("b", "3")));

        assertThat(Q.view(engine).tags()).containsExactlyEntriesOf(new TreeMap<>(Map.of("b", "3", "c", "")));
    }

    @TestTemplate
    void keepsTagsThroughSnapshotRestartAndCrash(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(change(Set.of(), Map.of("before", "1")));
        engine.snapshot();
        engine.done(change(Set.of("before"), Map.of("after", "2")));

        engine.crash();
        assertThat(Q.view(engine).tags()).containsOnlyKeys("after");
        engine.restart();
        assertThat(Q.view(engine).tags()).containsOnlyKeys("after");
    }

    @TestTemplate
    void leavesTheTimeOfTheLastChangeOfSettings(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        long modifiedAt = Q.view(engine).modifiedAtMillis();
        engine.advanceMillis(5_000);

        engine.done(change(Set.of(), Map.of("a", "1")));

        assertThat(Q.view(engine).modifiedAtMillis()).isEqualTo(modifiedAt);
    }

    @TestTemplate
    void refusesMoreThanFiftyAndSetsNoneOfThem(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(change(Set.of(), numbered(50)));

        assertThat(engine.refused(change(Set.of(), Map.of("key0", "other", "one more", "x")))
                        .reason())
                .isEqualTo(QueueRejection.TAG_LIMIT);
        assertThat(Q.view(engine).tags()).isEqualTo(numbered(50));
        engine.done(change(Set.of("key1"), Map.of("one more", "x")));
        assertThat(Q.view(engine).tags()).hasSize(50).containsEntry("one more", "x");
    }

    @TestTemplate
    void refusesKeysAndValuesOutOfBoundsAndUnknownQueues(EngineHarness<QueueDomain> engine) {
        assertThat(engine.refused(change(Set.of(), Map.of("a", "b"))).reason())
                .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.done(Q.create(Q.ORDERS));

        for (Map<String, String> bad : List.of(
                Map.of("\ud800", "x"),
                Map.of("x", "\udc00"),
                Map.of("", "x"),
                Map.of("k".repeat(129), "x"),
                Map.of("k", "v".repeat(257)))) {
            assertThat(engine.refused(change(Set.of(), bad)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
            assertThat(engine.refused(new CreateQueue(
                                    new QueueName("000000000000", "other"),
                                    Q.retention(60_000),
                                    new TreeMap<>(bad),
                                    Q.ORIGIN))
                            .reason())
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        engine.done(change(Set.of(), Map.of("k".repeat(128), "v".repeat(256))));
        assertThat(Q.view(engine).tags()).hasSize(1);
    }
}
