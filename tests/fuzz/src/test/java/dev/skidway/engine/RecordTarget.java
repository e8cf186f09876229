package dev.skidway.engine;

import dev.skidway.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The records of a frame, with the events of the queue domain: as the bytes are, and as the body of each type of event. */
public final class RecordTarget implements FuzzTarget {

    private static final int TYPES_PER_DOMAIN = 256;

    private final EventRegistry registry = new EventRegistry(List.of(History.domain()));

    @Override
    public String name() {
        return "record";
    }

    @Override
    public void read(byte[] input) {
        ByteBuffer all = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        if (input.length == 0) {
            return;
        }
        int type = Byte.toUnsignedInt(all.get());
        Domain.EventBinding<?> binding = registry.find(TYPES_PER_DOMAIN + type);
        if (binding == null) {
            decode(all.slice().order(ByteOrder.LITTLE_ENDIAN), 1 + type % 4);
            return;
        }
        ByteBuffer record =
                ByteBuffer.allocate(RecordCodec.HEADER_BYTES + all.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(record.capacity())
                .putShort((short) binding.type().id())
                .put((byte) binding.type().version())
                .put((byte) 0)
                .put(all)
                .flip();
        decode(record, 1);
    }

    private void decode(ByteBuffer records, int count) {
        new RecordCodec(registry).decode(4_096, count, records, new DecodedFrame(key -> {}));
    }

    @Override
    public List<byte[]> written() {
        List<byte[]> bodies = new ArrayList<>();
        History.lived().journal().readFrom(0, (position, header, records) -> {
            for (int record = 0; record < header.recordCount(); record++) {
                int start = records.position();
                int length = records.getInt();
                byte[] body = new byte[1 + length - RecordCodec.HEADER_BYTES];
                body[0] = (byte) records.getShort();
                records.position(start + RecordCodec.HEADER_BYTES).get(body, 1, body.length - 1);
                bodies.add(body);
            }
        });
        return bodies;
    }
}
