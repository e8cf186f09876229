package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes in front of a body. */
class MessageHeadersTest {

    private static final MessageHeaders FULL =
            new MessageHeaders(List.of(new MessageAttribute("n", "Number", false, new byte[] {'7'})), "me", "Root=1");

    @Test
    void readsWhatItWrote() {
        MessageHeaders read = MessageHeaders.decode(FULL.encode());

        assertThat(read).usingRecursiveComparison().isEqualTo(FULL);
    }

    @Test
    void writesTheBytesOfTheFormatPage() {
        assertThat(HexFormat.of().formatHex(FULL.encode()))
                .isEqualTo("01" + "0102000000" + "6d65" + "0206000000" + "526f6f743d31" + "030d000000" + "00" + "0100"
                        + "6e" + "0600" + "4e756d626572" + "37");
    }

    @Test
    void needsNoBytesForNothing() {
        assertThat(new MessageHeaders(List.of(), "", null).encode()).isEmpty();
        assertThat(MessageHeaders.decode(new byte[0]).attributes()).isEmpty();
    }

    @Test
    void passesOverFieldsOfALaterVersion() {
        byte[] later = HexFormat.of().parseHex("01" + "6302000000ffff" + "01020000006d65");

        assertThat(MessageHeaders.decode(later).sender()).isEqualTo("me");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = FULL.encode();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == 1 || length == 8 || length == 19) {
                // Cut exactly between two fields, which is a shorter list of fields.
                assertThat(MessageHeaders.decode(cut).attributes()).isEmpty();
            } else {
                assertThatThrownBy(() -> MessageHeaders.decode(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void refusesAnotherFormatAndTooManyAttributes() {
        assertThatThrownBy(() -> MessageHeaders.decode(new byte[] {2})).hasMessageContaining("found 2");
        MessageAttribute attribute = FULL.attributes().getFirst();
        assertThatThrownBy(() -> new MessageHeaders(Collections.nCopies(101, attribute), "", null))
                .hasMessageContaining("101");
    }

    @Test
    void refusesToWriteAnAttributeWhoseNameDoesNotFitIntoItsLength() {
        MessageAttribute attribute = new MessageAttribute("n".repeat(65_536), "String", false, new byte[0]);

        assertThatThrownBy(() -> new MessageHeaders(List.of(attribute), "", null).encode())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
