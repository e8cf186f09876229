package dev.skidway.testkit;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Damages files of any {@link Disk} the way disks, people and copy tools do; the damage is durable. */
public final class FileCorrupter {

    private final Disk disk;

    public FileCorrupter(Disk disk) {
        this.disk = disk;
    }

    /** All bytes of a file. */
    public byte[] bytes(String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            file.read(bytes, 0);
            return bytes.array();
        }
    }

    /** Inverts one bit. */
    public void flipBit(String name, long offset, int bit) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        try (DiskFile file = disk.open(name)) {
            if (file.read(one, offset) != 1) {
                throw new IllegalArgumentException(name + " has no byte at " + offset);
            }
            one.put(0, (byte) (one.get(0) ^ (1 << bit))).flip();
            file.write(one, offset);
            force(file);
        }
    }

    /** Puts bytes over what is there. */
    public void overwrite(String name, long offset, byte[] bytes) throws IOException {
        try (DiskFile file = disk.open(name)) {
            file.write(ByteBuffer.wrap(bytes), offset);
            force(file);
        }
    }

    /** Puts zeros over what is there. */
    public void zero(String name, long offset, int bytes) throws IOException {
        overwrite(name, offset, new byte[bytes]);
    }

    /** Copies a range over another one of the same or another file, as a misdirected write does. */
    public void copy(String from, long fromOffset, String to, long toOffset, int bytes) throws IOException {
        byte[] source = bytes(from);
        overwrite(to, toOffset, Arrays.copyOfRange(source, (int) fromOffset, (int) fromOffset + bytes));
    }

    /** Shortens a file. */
    public void truncate(String name, long size) throws IOException {
        replace(name, Arrays.copyOf(bytes(name), (int) size));
    }

    /** Gives a file other content. */
    public void replace(String name, byte[] bytes) throws IOException {
        disk.delete(name);
        try (DiskFile file = disk.create(name)) {
            file.write(ByteBuffer.wrap(bytes), 0);
            force(file);
        }
        disk.forceDirectory();
    }

    /** Exchanges two files. */
    public void swap(String one, String other) throws IOException {
        byte[] bytes = bytes(one);
        replace(one, bytes(other));
        replace(other, bytes);
    }

    /** Removes a file. */
    public void remove(String name) throws IOException {
        disk.delete(name);
        disk.forceDirectory();
    }

    private static void force(DiskFile file) throws IOException {
        file.startForce();
        while (!file.forceDone()) {
            Thread.onSpinWait();
        }
    }
}
