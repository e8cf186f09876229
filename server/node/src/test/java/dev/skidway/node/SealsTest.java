package dev.skidway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.MessageRef;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealsTest {

    private static final byte[] KEY = new byte[32];
    private static final LeaseRef LEASE = new LeaseRef(new MessageRef(0xFFFF_FFFFL, (1L << 40) - 1, 77), 3);

    private final Seals seals = new Seals(KEY);

    @Test
    void opensItsOwnHandles() {
        assertThat(seals.open(seals.receiptHandle(LEASE))).isEqualTo(LEASE);
        LeaseRef small = new LeaseRef(new MessageRef(1, 0, (1L << 40) - 1), 0xFFFF_FFFFL);
        assertThat(seals.open(seals.receiptHandle(small))).isEqualTo(small);
    }

    @Test
    void opensItsOwnMessageIdsAndNoOthers() {
        String id = seals.messageId(LEASE.message());

        assertThat(seals.openMessageId(id)).isEqualTo(LEASE.message());
        assertThat(new Seals("another secret of a folder".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .openMessageId(id))
                .isNull();
        assertThat(seals.openMessageId(id.toUpperCase(java.util.Locale.ROOT) + "0"))
                .isNull();
        assertThat(seals.openMessageId(id.replace("-", "")))
                .as("another spelling")
                .isNull();
        assertThat(seals.openMessageId("00000000-0000-0000-0000-000000000000")).isNull();
        assertThat(seals.openMessageId("zz".repeat(16))).isNull();
    }

    @Test
    void opensItsOwnLeasesAndNamesNoJobByOthers() {
        LeaseRef large = new LeaseRef(new MessageRef(1, 0, (1L << 40) - 1), 0x8001_FFFFL);

        byte[] lease = seals.lease(LEASE);

        assertThat(seals.openLease(lease)).isEqualTo(LEASE);
        assertThat(seals.openLease(seals.lease(large))).isEqualTo(large);
        assertThat(seals.openLease(new byte[17])).isNull();
        for (int bit = 0; bit < lease.length * 8; bit++) {
            byte[] forged = lease.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seals.openLease(forged)).as("bit " + bit).isNotEqualTo(LEASE);
        }
    }

    @Test
    void refusesAHandleWithAnyBitChanged() {
        byte[] handle = Base64.getUrlDecoder().decode(seals.receiptHandle(LEASE));

        for (int bit = 0; bit < handle.length * 8; bit++) {
            byte[] forged = handle.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seals.open(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .as("bit " + bit)
                    .isNull();
        }
    }

    @Test
    void refusesEveryOtherSpellingOfAHandle() {
        String handle = seals.receiptHandle(LEASE);
        char last = handle.charAt(handle.length() - 1);

        assertThat(seals.open(handle + "=")).isNull();
        assertThat(seals.open(handle.substring(1))).isNull();
        for (char c = '0'; c <= 'z'; c++) {
            if (c != last) {
                assertThat(seals.open(handle.substring(0, handle.length() - 1) + c))
                        .as("" + c)
                        .isNull();
            }
        }
    }

    @Test
    void refusesHandlesOfAnotherFolder() {
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;

        assertThat(new Seals(otherKey).open(seals.receiptHandle(LEASE))).isNull();
    }

    @Test
    void refusesWhatIsNoHandleAtAll() {
        for (String text :
                new String[] {"", "x", "é".repeat(47), "\u0000".repeat(47), "A".repeat(47), "A".repeat(10_000)}) {
            assertThat(seals.open(text)).as(text).isNull();
        }
    }

    @Test
    void givesEachMessageOneIdThatLooksLikeAUuid() {
        Set<String> ids = new HashSet<>();
        for (long lane = 0; lane < 20; lane++) {
            for (long slot = 0; slot < 20; slot++) {
                ids.add(seals.messageId(new MessageRef(1, lane, slot)));
            }
        }

        assertThat(ids).hasSize(400).allMatch(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
        assertThat(ids).contains(new Seals(Arrays.copyOf(KEY, 32)).messageId(new MessageRef(1, 3, 4)));
    }

    @Test
    void wantsAKeyWorthTheName() {
        assertThatThrownBy(() -> new Seals(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
