package dev.skidway.queues;

import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings a request names; null leaves a setting as it is (or at its default when the queue is being created).
 *
 * @param fifo what of FIFO queues it names
 * @param dispatch what of dispatch it names
 * @param jobs how jobs are treated, all of it; null leaves it
 * @param extra protocol settings to set; an empty value removes one
 */
public record SettingsChange(
        @Nullable Long delayMillis,
        @Nullable Long messageBytesMax,
        @Nullable Long retentionMillis,
        @Nullable Long receiveWaitMillis,
        @Nullable Long visibilityMillis,
        @Nullable Long inFlightMax,
        @Nullable DeadLetterPolicy deadLetters,
        @Nullable DeadLetterSources deadLetterSources,
        FifoChange fifo,
        DispatchChange dispatch,
        @Nullable JobSettings jobs,
        SortedMap<String, String> extra) {

    /** A change that leaves dispatch and jobs as they are. */
    public SettingsChange(
            @Nullable Long delayMillis,
            @Nullable Long messageBytesMax,
            @Nullable Long retentionMillis,
            @Nullable Long receiveWaitMillis,
            @Nullable Long visibilityMillis,
            @Nullable Long inFlightMax,
            @Nullable DeadLetterPolicy deadLetters,
            @Nullable DeadLetterSources deadLetterSources,
            FifoChange fifo,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                deadLetters,
                deadLetterSources,
                fifo,
                DispatchChange.NONE,
                null,
                extra);
    }

    /** A change of dispatch only. */
    public SettingsChange(DispatchChange dispatch) {
        this(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                FifoChange.NONE,
                dispatch,
                null,
                Collections.emptySortedMap());
    }

    /** A change of how jobs are treated only. */
    public static SettingsChange ofJobs(JobSettings jobs) {
        return new SettingsChange(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                FifoChange.NONE,
                DispatchChange.NONE,
                jobs,
                Collections.emptySortedMap());
    }

    /** A change that names nothing of FIFO queues. */
    public SettingsChange(
            @Nullable Long delayMillis,
            @Nullable Long messageBytesMax,
            @Nullable Long retentionMillis,
            @Nullable Long receiveWaitMillis,
            @Nullable Long visibilityMillis,
            @Nullable Long inFlightMax,
            @Nullable DeadLetterPolicy deadLetters,
            @Nullable DeadLetterSources deadLetterSources,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                deadLetters,
                deadLetterSources,
                FifoChange.NONE,
                extra);
    }

    /** A change that leaves dead letters as they are, too. */
    public SettingsChange(
            @Nullable Long delayMillis,
            @Nullable Long messageBytesMax,
            @Nullable Long retentionMillis,
            @Nullable Long receiveWaitMillis,
            @Nullable Long visibilityMillis,
            @Nullable Long inFlightMax,
            SortedMap<String, String> extra) {
        this(
                delayMillis,
                messageBytesMax,
                retentionMillis,
                receiveWaitMillis,
                visibilityMillis,
                inFlightMax,
                null,
                null,
                extra);
    }
}
