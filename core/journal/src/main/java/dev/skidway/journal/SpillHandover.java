package dev.skidway.journal;

import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The bounded buffers between a partition that spills and loads and the threads that write and read for it. */
final class SpillHandover implements SpillSpace {

    private static final int LOADS_MAX = 64;

    /** A blob on its way to the disk. */
    record Blob(Object token, ByteBuffer body) {}

    private record Load(Object token, SpillRef ref) {}

    private final int partition;
    private final int bufferBytesMax;
    private final long fileBytesMax;
    private final SpillCatalog catalog;
    private final Runnable wake;
    private final Deque<Blob> blobs = new ArrayDeque<>();
    private int bufferedBytes;
    private final ConcurrentLinkedQueue<Load> loads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger loadCount = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> retired = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<SpillResult> results = new ConcurrentLinkedQueue<>();
    private volatile Runnable listener = () -> {};

    SpillHandover(int partition, int bufferBytesMax, long fileBytesMax, SpillCatalog catalog, Runnable wake) {
        this.partition = partition;
        this.bufferBytesMax = bufferBytesMax;
        this.fileBytesMax = fileBytesMax;
        this.catalog = catalog;
        this.wake = wake;
    }

    int partition() {
        return partition;
    }

    @Override
    public boolean write(Object token, ByteBuffer body) {
        synchronized (blobs) {
            if (bufferedBytes > 0 && bufferedBytes + body.remaining() > bufferBytesMax) {
                return false;
            }
            bufferedBytes += body.remaining();
            ByteBuffer copy = ByteBuffer.allocate(body.remaining());
            blobs.addLast(new Blob(token, copy.put(body.duplicate()).flip()));
        }
        wake.run();
        return true;
    }

    /** The next blob to write, null when there is none now. */
    @Nullable Blob take() {
        synchronized (blobs) {
            Blob blob = blobs.pollFirst();
            if (blob != null) {
                bufferedBytes -= blob.body().remaining();
            }
            return blob;
        }
    }

    @Override
    public boolean load(Object token, SpillRef ref) {
        if (loadCount.get() >= LOADS_MAX) {
            return false;
        }
        loadCount.incrementAndGet();
        loads.add(new Load(token, ref));
        wake.run();
        return true;
    }

    /** Reads one blob that was asked for; any thread may do it. */
    boolean serveLoad() {
        Load load = loads.poll();
        if (load == null) {
            return false;
        }
        SpillResult result;
        try {
            result = new SpillResult.Loaded(load.token, catalog.read(partition, load.ref));
        } catch (SkidwayException e) {
            result = new SpillResult.NotLoaded(load.token, e);
        }
        loadCount.decrementAndGet();
        tell(result);
        return true;
    }

    void tell(SpillResult result) {
        results.add(result);
        listener.run();
    }

    @Override
    public @Nullable SpillResult poll() {
        return results.poll();
    }

    @Override
    public ByteBuffer read(SpillRef ref) {
        return catalog.read(partition, ref);
    }

    @Override
    public void retire(long file) {
        retired.add(file);
        wake.run();
    }

    /** The next file that was retired, null when there is none now. */
    @Nullable Long pollRetired() {
        return retired.poll();
    }

    @Override
    public long firstNewFile() {
        return catalog.firstNewFile(partition);
    }

    @Override
    public long fileBytesMax() {
        return fileBytesMax;
    }

    @Override
    public void onProgress(Runnable progress) {
        listener = progress;
    }
}
