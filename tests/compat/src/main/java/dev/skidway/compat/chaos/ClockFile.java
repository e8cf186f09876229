package dev.skidway.compat.chaos;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** By how much a server's wall clock is off, in a file of eight bytes that two processes have in their memory. */
final class ClockFile {

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;

    private ClockFile(ByteBuffer memory) {
        this.memory = memory;
    }

    /** Opens the file, or makes one that says the clock is right. */
    static ClockFile open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new ClockFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    void shift(Duration offset) {
        LONG.setVolatile(memory, 0, offset.toMillis());
    }

    long offsetMillis() {
        return (long) LONG.getVolatile(memory, 0);
    }
}
