package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.PayloadCopies;
import dev.skidway.engine.StoredPayload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Copies the payloads of those messages that still live and still lie where they were read. */
final class CopyPayloadsDecider implements Decider<CopyPayloads, PayloadCopies> {

    private final QueuesRead queues;

    CopyPayloadsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<PayloadCopies> decide(CopyPayloads command, long nowMillis) {
        List<PayloadsCopied.Copied> copied = new ArrayList<>(command.reads().size());
        List<StoredPayload> damaged = new ArrayList<>();
        long bytes = 0;
        for (PayloadCopies.Read read : command.reads()) {
            LivePayload from = (LivePayload) read.from();
            if (!liesThere(from)) {
                continue;
            }
            if (isWhole(from, read.bytes())) {
                Payload payload = new Payload(
                        0, from.payload().headerBytes(), from.payload().bodyBytes());
                copied.add(new PayloadsCopied.Copied(from.queueId(), from.lane(), from.slot(), payload, read.bytes()));
                bytes += from.bytes();
            } else {
                damaged.add(from);
            }
        }
        PayloadCopies reply = new PayloadCopies(copied.size(), bytes, damaged);
        return copied.isEmpty()
                ? new Decision.Accept<>(List.of(), reply)
                : new Decision.Accept<>(List.of(new PayloadsCopied(copied)), reply);
    }

    private boolean liesThere(LivePayload from) {
        QueueRead queue = queues.withId(from.queueId());
        LaneRead lane = queue == null ? null : queue.lane(from.lane());
        return lane != null
                && lane.isLive(from.slot())
                && lane.payloadPosition(from.slot()) == from.payload().position();
    }

    private static boolean isWhole(LivePayload from, ByteBuffer stored) {
        return stored.remaining() == from.bytes()
                && PayloadChecksum.agrees(stored.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }
}
