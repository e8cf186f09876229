package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.rpc.ErrorInfo;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.DeleteQueueRequest;
import dev.skidway.v1.DrainRequest;
import dev.skidway.v1.GetQueueRequest;
import dev.skidway.v1.Limit;
import dev.skidway.v1.ListQueuesRequest;
import dev.skidway.v1.ListQueuesResponse;
import dev.skidway.v1.PageRequest;
import dev.skidway.v1.PauseRequest;
import dev.skidway.v1.PurgeQueueRequest;
import dev.skidway.v1.Queue;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.ResumeRequest;
import dev.skidway.v1.RetryPolicy;
import dev.skidway.v1.UpdateQueueRequest;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuesEndpointTest {

    @TempDir
    private Path folder;

    private Native server;

    @BeforeEach
    void start() throws IOException {
        server = Native.on(folder);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void createsAQueueWithItsSettings() {
        server.createQueue("dead");
        server.createQueue(
                "mail",
                QueueSettings.newBuilder()
                        .setDelay(Times.duration(5_000))
                        .setLease(Times.duration(45_000))
                        .setDeadLetterQueue("dead")
                        .setRetry(RetryPolicy.newBuilder()
                                .setBackoff(RetryPolicy.Backoff.BACKOFF_LINEAR)
                                .setBase(Times.duration(2_000))
                                .setMaxAttempts(7)
                                .addNonRetryableCodes("GONE"))
                        .setHistory(Times.duration(60_000))
                        .setAtMostOnce(true)
                        .setLimit(Limit.newBuilder()
                                .setConcurrency(3)
                                .setPerSecond(0.5)
                                .setBurst(2))
                        .build());

        Queue queue = get("mail");

        assertThat(queue.getOrdered()).isFalse();
        QueueSettings settings = queue.getSettings();
        assertThat(settings.getDelay()).isEqualTo(Times.duration(5_000));
        assertThat(settings.getLease()).isEqualTo(Times.duration(45_000));
        assertThat(settings.getDeadLetterQueue()).isEqualTo("dead");
        assertThat(settings.getRetry().getBackoff()).isEqualTo(RetryPolicy.Backoff.BACKOFF_LINEAR);
        assertThat(settings.getRetry().getMaxAttempts()).isEqualTo(7);
        assertThat(settings.getRetry().getNonRetryableCodesList()).containsExactly("GONE");
        assertThat(settings.getHistory()).isEqualTo(Times.duration(60_000));
        assertThat(settings.getAtMostOnce()).isTrue();
        assertThat(settings.getLimit().getConcurrency()).isEqualTo(3);
        assertThat(settings.getLimit().getPerSecond()).isEqualTo(0.5);
        assertThat(settings.getLimit().getBurst()).isEqualTo(2);
        assertThat(settings.getAgingSharePercent()).isEqualTo(5);
    }

    @Test
    void anUpdateLeavesWhatItDoesNotName() {
        server.createQueue(
                "q",
                QueueSettings.newBuilder()
                        .setDelay(Times.duration(5_000))
                        .setHistory(Times.duration(60_000))
                        .build());

        Queue updated = server.queues.updateQueue(UpdateQueueRequest.newBuilder()
                .setName("q")
                .setSettings(QueueSettings.newBuilder().setAtMostOnce(true))
                .build());

        assertThat(updated.getSettings().getDelay()).isEqualTo(Times.duration(5_000));
        assertThat(updated.getSettings().getHistory()).isEqualTo(Times.duration(60_000));
        assertThat(updated.getSettings().getAtMostOnce()).isTrue();
    }

    @Test
    void pausesAndDrainsWithANote() {
        server.createQueue("q");

        var paused = server.queues.pause(
                PauseRequest.newBuilder().setQueue("q").setNote("holiday").build());
        assertThat(paused).isNotNull();
        assertThat(get("q").getPause().getPaused()).isTrue();
        assertThat(get("q").getPause().getNote()).isEqualTo("holiday");
        var drained =
                server.queues.drain(DrainRequest.newBuilder().setQueue("q").build());
        assertThat(drained).isNotNull();
        assertThat(reason(catchThrowable(() -> server.send("q", "x")))).isEqualTo("SK-QUE-023");
        var resumed =
                server.queues.resume(ResumeRequest.newBuilder().setQueue("q").build());
        assertThat(resumed).isNotNull();

        assertThat(get("q").hasPause()).isFalse();
        assertThat(server.send("q", "x").getResults(0).hasProblem()).isFalse();
    }

    @Test
    void listsQueuesInPages() {
        server.createQueue("a1");
        server.createQueue("a2");
        server.createQueue("b1");

        ListQueuesResponse first = list("a", 1, "");
        ListQueuesResponse second = list("a", 1, first.getNextPage());

        assertThat(first.getQueuesList()).extracting(Queue::getName).containsExactly("a1");
        assertThat(second.getQueuesList()).extracting(Queue::getName).containsExactly("a2");
        assertThat(second.getNextPage()).isEmpty();
    }

    @Test
    void purgesAndDeletes() {
        server.createQueue("q");
        server.send("q", "x", "y");

        var purged = server.queues.purgeQueue(
                PurgeQueueRequest.newBuilder().setName("q").build());
        assertThat(purged).isNotNull();
        assertThat(get("q").getReady()).isZero();
        var deleted = server.queues.deleteQueue(
                DeleteQueueRequest.newBuilder().setName("q").build());
        assertThat(deleted).isNotNull();

        Throwable missing = catchThrowable(() -> get("q"));
        assertThat(Status.fromThrowable(missing).getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(reason(missing)).isEqualTo("SK-QUE-001");
    }

    @Test
    void refusesWhatIsOutsideItsBounds() {
        assertRefused(QueueSettings.newBuilder().setLease(Times.duration(0)), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setLease(Times.duration(43_200_001)), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setHistoryBytesMax(-1), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setLimit(Limit.newBuilder().setPerSecond(0)), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setLimit(Limit.newBuilder().setPerSecond(Double.NaN)), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setLimit(Limit.newBuilder().setConcurrency(0)), "SK-QUE-005");
        assertRefused(QueueSettings.newBuilder().setAgingSharePercent(51), "SK-QUE-005");
        assertRefused(
                QueueSettings.newBuilder().setRetry(RetryPolicy.newBuilder().setFactor(0.5)), "SK-GRP-002");
        assertRefused(
                QueueSettings.newBuilder().setRetry(RetryPolicy.newBuilder().setBackoffValue(99)), "SK-GRP-002");
        assertRefused(QueueSettings.newBuilder().setDeadLetterQueue("missing"), "SK-QUE-011");
        assertThat(reason(catchThrowable(() -> server.createQueue("")))).isEqualTo("SK-GRP-002");
        assertThat(reason(catchThrowable(() -> server.createQueue("no spaces"))))
                .isEqualTo("SK-QUE-004");
    }

    @Test
    void namespacesDoNotSeeEachOther() {
        server.createQueue("q");
        QueuesGrpc.QueuesBlockingStub other = server.queues.withInterceptors(header("skidway-namespace", "other"));

        Throwable missing = catchThrowable(
                () -> other.getQueue(GetQueueRequest.newBuilder().setName("q").build()));
        Throwable strange = catchThrowable(() -> server.queues
                .withInterceptors(header("skidway-namespace", "../x"))
                .getQueue(GetQueueRequest.newBuilder().setName("q").build()));

        assertThat(reason(missing)).isEqualTo("SK-QUE-001");
        assertThat(reason(strange)).isEqualTo("SK-GRP-002");
    }

    @Test
    void keepsWebPagesAway() {
        Throwable foreign = catchThrowable(() -> server.queues
                .withInterceptors(header("origin", "http://evil.example"))
                .getQueue(GetQueueRequest.newBuilder().setName("q").build()));

        assertThat(Status.fromThrowable(foreign).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(reason(foreign)).isEqualTo("SK-GRP-003");
    }

    @Test
    void saysThatItServes() {
        assertThat(HealthGrpc.newBlockingStub(server.channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService("skidway.v1.Jobs")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    private void assertRefused(QueueSettings.Builder settings, String code) {
        Throwable refused = catchThrowable(() -> server.queues.createQueue(CreateQueueRequest.newBuilder()
                .setName("refused")
                .setSettings(settings)
                .build()));

        assertThat(reason(refused)).as(settings.toString()).isEqualTo(code);
    }

    private static ClientInterceptor header(String name, String value) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    private ListQueuesResponse list(String prefix, int size, String page) {
        return server.queues.listQueues(ListQueuesRequest.newBuilder()
                .setNamePrefix(prefix)
                .setPage(PageRequest.newBuilder().setSize(size).setPage(page))
                .build());
    }

    private Queue get(String name) {
        return server.queues.getQueue(GetQueueRequest.newBuilder().setName(name).build());
    }

    static String reason(Throwable failure) {
        try {
            com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
            return status.getDetails(0).unpack(ErrorInfo.class).getReason();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
