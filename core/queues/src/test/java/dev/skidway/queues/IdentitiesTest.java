package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where moved messages are found by their identity. */
class IdentitiesTest {

    private static MessageRef ref(long slot) {
        return new MessageRef(1, 0, slot);
    }

    @Test
    void leadsToTheLatestPlace() {
        Identities identities = new Identities();
        identities.moved(ref(1), ref(100));
        identities.gone(ref(1));

        identities.moved(ref(1), ref(200));

        assertThat(identities.placeOf(ref(1))).isEqualTo(ref(200));
        assertThat(identities.placeOf(ref(2))).isNull();
        assertThat(identities.size()).isEqualTo(1);
    }

    @Test
    void takesOutWhatWasDroppedAsOthersComeIn() {
        Identities identities = new Identities();
        List<MessageRef> dropped =
                IntStream.range(0, 10).mapToObj(IdentitiesTest::ref).toList();
        dropped.forEach(identity -> identities.moved(identity, ref(1_000 + identity.slot())));

        identities.dropped(10, dropped.iterator());
        assertThat(identities.size()).isZero();
        for (long slot = 20; slot < 24; slot++) {
            identities.moved(ref(slot), ref(1_000 + slot));
        }

        assertThat(identities.size()).isEqualTo(4);
        assertThat(dropped).allMatch(identity -> identities.placeOf(identity) == null);
        assertThat(identities.placeOf(ref(23))).isEqualTo(ref(1_023));
        assertThat(identities.room()).isEqualTo(QueueLimits.MOVED_PER_PARTITION_MAX - 4);
    }
}
