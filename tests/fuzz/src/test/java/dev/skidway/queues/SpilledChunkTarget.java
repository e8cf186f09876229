package dev.skidway.queues;

import dev.skidway.base.InvariantViolation;
import dev.skidway.fuzz.FuzzTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A chunk of messages that comes back from a spill file: its checksum was right, and it is the one asked for. */
public final class SpilledChunkTarget implements FuzzTarget {

    private static final int IDENTITY_BYTES = 3 * Long.BYTES;

    @Override
    public String name() {
        return "spilled-chunk";
    }

    /** What passed its checksum and is wrong all the same is a bug of ours: it stops the partition. */
    @Override
    public boolean refuses(Throwable thrown) {
        return thrown instanceof InvariantViolation;
    }

    @Override
    public void read(byte[] input) {
        ByteBuffer source = ByteBuffer.allocate(IDENTITY_BYTES + input.length).order(ByteOrder.LITTLE_ENDIAN);
        source.putLong(7).putLong(3).putLong(0).put(input).flip();
        Chunk chunk = ChunkBytes.read(source, 7, 3, 0);
        for (int index = chunk.nextLive(0); index >= 0; index = chunk.nextLive(index + 1)) {
            Payload.storedBytes(chunk.headerBytes(index), chunk.bodyBytes(index));
        }
    }

    @Override
    public List<byte[]> written() {
        Chunk chunk = new Chunk(0, Chunk.CAPACITY_MIN, new long[SlotArena.wordCount(Chunk.CAPACITY_MIN)]);
        for (int index = 0; index < 3; index++) {
            chunk.append(1_000 + index, 1, 10, 5 + index);
            chunk.markReady(index);
        }
        ByteBuffer target = ByteBuffer.allocate(ChunkBytes.bytesOf(chunk)).order(ByteOrder.LITTLE_ENDIAN);
        ChunkBytes.put(target, 7, 3, chunk);
        byte[] bytes = new byte[target.capacity() - IDENTITY_BYTES];
        target.get(IDENTITY_BYTES, bytes);
        return List.of(bytes);
    }
}
