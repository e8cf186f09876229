package dev.skidway.node;

import dev.skidway.fuzz.FuzzTarget;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.MessageRef;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Message ids, receipt handles and lease tokens, as strangers may write them: nothing opens that we did not seal. */
public final class SealTarget implements FuzzTarget {

    private static final LeaseRef LEASE = new LeaseRef(new MessageRef(5, 3, 77), 9);

    private final Seals seals = new Seals(new byte[32]);

    @Override
    public String name() {
        return "seal";
    }

    @Override
    public void read(byte[] input) {
        for (String text :
                List.of(new String(input, StandardCharsets.UTF_8), new String(input, StandardCharsets.ISO_8859_1))) {
            LeaseRef lease = seals.open(text);
            if (lease != null && !seals.receiptHandle(lease).equals(text)) {
                throw new IllegalStateException("a handle that we did not write was opened: " + text);
            }
            MessageRef message = seals.openMessageId(text);
            if (message != null && !seals.messageId(message).equals(text)) {
                throw new IllegalStateException("an id that we did not write was opened: " + text);
            }
        }
        LeaseRef lease = seals.openLease(input);
        if (lease != null && lease.message() == null) {
            throw new IllegalStateException("a lease is of a message");
        }
    }

    @Override
    public List<byte[]> written() {
        return List.of(
                seals.receiptHandle(LEASE).getBytes(StandardCharsets.US_ASCII),
                seals.messageId(LEASE.message()).getBytes(StandardCharsets.US_ASCII),
                seals.lease(LEASE));
    }
}
