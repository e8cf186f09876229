package dev.skidway.client;

import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.DeleteQueueRequest;
import dev.skidway.v1.DrainRequest;
import dev.skidway.v1.ExplainQueueRequest;
import dev.skidway.v1.GetQueueRequest;
import dev.skidway.v1.ListKeysRequest;
import dev.skidway.v1.ListQueuesRequest;
import dev.skidway.v1.PauseRequest;
import dev.skidway.v1.PurgeQueueRequest;
import dev.skidway.v1.ResumeRequest;
import dev.skidway.v1.SetKeysRequest;
import dev.skidway.v1.UpdateQueueRequest;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The administration of queues. Every change is durable before a method returns.
 *
 * <p>All methods throw a {@link SkidwayClientException}: it is refused, with a code such as {@code SK-QUE-001} for a queue that does not
 * exist, {@code SK-QUE-005} or {@code SK-GRP-002} for a value outside its bounds; or the answer was lost. All but {@link #purge} may be
 * repeated.
 */
public final class Queues {

    private final Protocol protocol;

    Queues(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Creates a queue with default settings; the same again is fine. See {@link #create(String, QueueSettings)}. */
    public QueueInfo create(String name) {
        return create(name, QueueSettings.with());
    }

    /**
     * Creates a queue. The same name with the same settings again is fine; with others it is refused ({@code SK-QUE-002}).
     *
     * @param name 1 to 80 letters, digits, hyphens and underscores; with the ending {@code .fifo} it keeps the order of each key
     */
    public QueueInfo create(String name, QueueSettings settings) {
        CreateQueueRequest request = CreateQueueRequest.newBuilder()
                .setName(name)
                .setSettings(settings.proto())
                .build();
        return QueueInfo.of(Protocol.call(() -> protocol.queues().createQueue(request)));
    }

    /** Changes the settings that are named, all or none; the others stay. */
    public QueueInfo update(String name, QueueSettings changes) {
        UpdateQueueRequest request = UpdateQueueRequest.newBuilder()
                .setName(name)
                .setSettings(changes.proto())
                .build();
        return QueueInfo.of(Protocol.call(() -> protocol.queues().updateQueue(request)));
    }

    /** A queue: its settings, and what is in it. */
    public QueueInfo get(String name) {
        GetQueueRequest request = GetQueueRequest.newBuilder().setName(name).build();
        return QueueInfo.of(Protocol.call(() -> protocol.queues().getQueue(request)));
    }

    /** All queues, by name; fetched page by page as the stream is read. */
    public Stream<QueueInfo> list() {
        return list("");
    }

    /** Queues whose names begin so, by name; fetched page by page as the stream is read. */
    public Stream<QueueInfo> list(String namePrefix) {
        return Pages.stream(page -> {
            ListQueuesRequest request = ListQueuesRequest.newBuilder()
                    .setNamePrefix(namePrefix)
                    .setPage(page)
                    .build();
            var answer = Protocol.call(() -> protocol.queues().listQueues(request));
            return new Pages.Page<>(
                    answer.getQueuesList().stream().map(QueueInfo::of).toList(), answer.getNextPage());
        });
    }

    /** Deletes a queue with everything in it. */
    public void delete(String name) {
        DeleteQueueRequest request =
                DeleteQueueRequest.newBuilder().setName(name).build();
        var unused = Protocol.call(() -> protocol.queues().deleteQueue(request));
    }

    /** Removes every job of a queue, whatever it is doing; refused within a minute of the last time ({@code SK-QUE-007}). */
    public void purge(String name) {
        PurgeQueueRequest request = PurgeQueueRequest.newBuilder().setName(name).build();
        var unused = Protocol.call(() -> protocol.queues().purgeQueue(request));
    }

    /**
     * Stops handing out jobs of a queue. Jobs that run go on; sends are taken.
     *
     * @param note for people, at most 256 bytes
     */
    public void pause(String name, String note) {
        pause(PauseRequest.newBuilder().setQueue(name).setNote(note));
    }

    /**
     * Stops handing out jobs of one key of a queue.
     *
     * @param note for people, at most 256 bytes
     */
    public void pauseKey(String name, String key, String note) {
        pause(PauseRequest.newBuilder().setQueue(name).setKey(key).setNote(note));
    }

    private void pause(PauseRequest.Builder request) {
        var unused = Protocol.call(() -> protocol.queues().pause(request.build()));
    }

    /** Ends a pause or a drain of a queue; keys that are paused stay so. */
    public void resume(String name) {
        resume(ResumeRequest.newBuilder().setQueue(name));
    }

    /** Ends a pause or a quarantine of one key of a queue. */
    public void resumeKey(String name, String key) {
        resume(ResumeRequest.newBuilder().setQueue(name).setKey(key));
    }

    private void resume(ResumeRequest.Builder request) {
        var unused = Protocol.call(() -> protocol.queues().resume(request.build()));
    }

    /**
     * Refuses new jobs and lets those that are there run: for a queue that is to go.
     *
     * @param note for people, at most 256 bytes
     */
    public void drain(String name, String note) {
        DrainRequest request =
                DrainRequest.newBuilder().setQueue(name).setNote(note).build();
        var unused = Protocol.call(() -> protocol.queues().drain(request));
    }

    /** Weights, limits and backlogs of 1 to 1,000 keys, all or none; each replaces all that was set for its key before. */
    public void setKeys(String name, KeySettings... keys) {
        SetKeysRequest request = SetKeysRequest.newBuilder()
                .setQueue(name)
                .addAllKeys(Arrays.stream(keys).map(KeySettings::proto).toList())
                .build();
        var unused = Protocol.call(() -> protocol.queues().setKeys(request));
    }

    /** Keys with settings of their own or with jobs, in order of key; fetched page by page as the stream is read. */
    public Stream<KeyInfo> keys(String name) {
        return Pages.stream(page -> {
            ListKeysRequest request =
                    ListKeysRequest.newBuilder().setQueue(name).setPage(page).build();
            var answer = Protocol.call(() -> protocol.queues().listKeys(request));
            return new Pages.Page<>(
                    answer.getKeysList().stream().map(KeyInfo::of).toList(), answer.getNextPage());
        });
    }

    /** Why a queue hands out nothing, or whether it would. */
    public Explanation explain(String name) {
        ExplainQueueRequest request =
                ExplainQueueRequest.newBuilder().setQueue(name).build();
        return Explanation.of(Protocol.call(() -> protocol.queues().explainQueue(request)));
    }
}
