package dev.skidway.laws.blackbox;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes everything on to a real disk; tests override what should go differently. Files are known by their present name. */
class DiskDecorator implements Disk {

    private final Disk disk;
    private final List<File> files = new CopyOnWriteArrayList<>();

    DiskDecorator(Disk disk) {
        this.disk = disk;
    }

    /** Called before each write to a file. */
    void beforeWrite(String name, ByteBuffer source, long offset, DiskFile file) throws IOException {}

    /** Called before each force of a file. */
    void beforeForce(String name) throws IOException {}

    @Override
    public DiskFile create(String name) throws IOException {
        return opened(name, disk.create(name));
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return opened(name, disk.open(name));
    }

    private DiskFile opened(String name, DiskFile file) {
        File decorated = new File(name, file);
        files.add(decorated);
        return decorated;
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
        for (File file : files) {
            if (file.name.equals(from)) {
                file.name = to;
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        disk.forceDirectory();
    }

    @Override
    public long usableBytes() throws IOException {
        return disk.usableBytes();
    }

    @Override
    public void lock() throws IOException {
        disk.lock();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    private final class File implements DiskFile {

        private volatile String name;
        private final DiskFile file;

        File(String name, DiskFile file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            beforeWrite(name, source, offset, file);
            file.write(source, offset);
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return file.read(target, offset);
        }

        @Override
        public void startForce() throws IOException {
            beforeForce(name);
            file.startForce();
        }

        @Override
        public boolean forceDone() throws IOException {
            return file.forceDone();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            files.remove(this);
            file.close();
        }
    }
}
