package dev.skidway.client;

import com.google.protobuf.ByteString;
import dev.skidway.v1.LeasedJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job in a handler's hands. Its lease is renewed while the handler runs. */
public final class Job {

    private final LeasedJob leased;
    private volatile boolean cancelled;
    private volatile boolean lost;
    private volatile @Nullable ByteString progress;
    private volatile ByteString result = ByteString.EMPTY;

    Job(LeasedJob leased) {
        this.leased = leased;
    }

    public String id() {
        return leased.getJobId();
    }

    public String queue() {
        return leased.getQueue();
    }

    public byte[] body() {
        return leased.getBody().toByteArray();
    }

    /** The body as text. */
    public String text() {
        return leased.getBody().toString(StandardCharsets.UTF_8);
    }

    /** The key it was sent with; empty for none. */
    public String key() {
        return leased.getKey();
    }

    public int priority() {
        return leased.getPriority();
    }

    /** 1 for the first. */
    public int attempt() {
        return leased.getAttempt();
    }

    public Instant sent() {
        return Protos.instant(leased.getSent());
    }

    public Map<String, String> metadata() {
        return leased.getMetadataMap();
    }

    public Map<String, Attribute> attributes() {
        return Attribute.all(leased.getAttributesMap());
    }

    /** What the attempt before reported last; empty if it said nothing. */
    public byte[] progressBefore() {
        return leased.getProgress().toByteArray();
    }

    /** Reports how far the work is, at most 1 KiB; told with the next renewal of the lease. */
    public void progress(byte[] state) {
        progress = ByteString.copyFrom(state);
    }

    /** What the history shall remember of the result, at most 4 KiB. */
    public void result(byte[] bytes) {
        result = ByteString.copyFrom(bytes);
    }

    /** Whether somebody wants it cancelled: stop, and return. Learnt when the lease is renewed. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Whether the lease is gone: somebody else may have the job now. */
    public boolean lost() {
        return lost;
    }

    LeasedJob leased() {
        return leased;
    }

    void markCancelled() {
        cancelled = true;
    }

    void markLost() {
        lost = true;
    }

    @Nullable ByteString takeProgress() {
        ByteString taken = progress;
        progress = null;
        return taken;
    }

    ByteString takeResult() {
        return result;
    }
}
