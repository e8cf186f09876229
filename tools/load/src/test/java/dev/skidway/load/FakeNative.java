package dev.skidway.load;

import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.DeleteQueueRequest;
import dev.skidway.v1.DeleteQueueResponse;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.Limit;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Queue;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResponse;
import dev.skidway.v1.SendResult;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server of the native protocol in memory that keeps due times and limits of keys, or lies on request. */
final class FakeNative implements AutoCloseable {

    /** What it does wrong. */
    enum Fault {
        NONE,
        IGNORES_CONCURRENCY,
        IGNORES_RATES,
        DELIVERS_ONE_TWICE,
        BREAKS_ONE_STREAM,
        REFUSES_JOBS
    }

    private static final long TICK_MILLIS = 2;

    final Map<String, Limit> limits = new LinkedHashMap<>();
    final List<String> deleted = new ArrayList<>();

    final AtomicLong sent = new AtomicLong();

    private final Fault fault;
    private final TimeSource time;
    private final Map<String, List<NewJob>> waiting = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final Server server;
    private boolean lied;

    FakeNative(Fault fault) throws IOException {
        this(fault, new SystemTime());
    }

    /** The same with another clock for due times. */
    FakeNative(Fault fault, TimeSource time) throws IOException {
        this.fault = fault;
        this.time = time;
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Queues())
                .addService(new Jobs())
                .build()
                .start();
        var unused = ticks.scheduleAtFixedRate(this::dispatch, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    Target target() {
        return new Target(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), null);
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Gives every stream what it has credit for, as far as due times and limits allow. */
    private synchronized void dispatch() {
        long nowSeconds = time.wallMillis() / 1_000;
        for (Stream stream : streams) {
            WorkResponse.Builder push = WorkResponse.newBuilder();
            List<NewJob> jobs = waiting.getOrDefault(stream.queue, List.of());
            for (int i = 0; i < jobs.size() && stream.credit > 0; ) {
                NewJob job = jobs.get(i);
                if (job.getDueAt().getSeconds() > nowSeconds || !begins(stream.queue, job.getKey())) {
                    i++;
                    continue;
                }
                boolean again = fault == Fault.DELIVERS_ONE_TWICE && !lied;
                lied |= again;
                if (!again) {
                    jobs.remove(i);
                }
                push.addJobs(stream.leased(job));
            }
            if (push.getJobsCount() > 0) {
                stream.client.onNext(push.build());
            }
        }
    }

    private boolean begins(String queue, String key) {
        Limit limit = limits.getOrDefault(queue, Limit.getDefaultInstance());
        String name = queue + "/" + key;
        boolean room = !limit.hasConcurrency()
                || fault == Fault.IGNORES_CONCURRENCY
                || running.getOrDefault(name, 0) < limit.getConcurrency();
        boolean begins = room
                && (!limit.hasPerSecond()
                        || fault == Fault.IGNORES_RATES
                        || buckets.computeIfAbsent(name, each -> new Bucket(limit))
                                .takes(System.nanoTime()));
        if (begins) {
            running.merge(name, 1, Integer::sum);
        }
        return begins;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        server.shutdownNow();
    }

    /** Tokens of one key. */
    private static final class Bucket {
        private final Limit limit;
        private double tokens;
        private long atNanos = System.nanoTime();

        Bucket(Limit limit) {
            this.limit = limit;
            tokens = limit.getBurst();
        }

        boolean takes(long nanos) {
            tokens = Math.min(limit.getBurst(), tokens + limit.getPerSecond() * (nanos - atNanos) / 1e9);
            atNanos = nanos;
            boolean takes = tokens >= 1;
            tokens -= takes ? 1 : 0;
            return takes;
        }
    }

    /** Creates and deletes queues. */
    private final class Queues extends QueuesGrpc.QueuesImplBase {
        @Override
        public void createQueue(CreateQueueRequest request, StreamObserver<Queue> client) {
            synchronized (FakeNative.this) {
                limits.put(request.getName(), request.getSettings().getKeyLimit());
            }
            client.onNext(Queue.getDefaultInstance());
            client.onCompleted();
        }

        @Override
        public void deleteQueue(DeleteQueueRequest request, StreamObserver<DeleteQueueResponse> client) {
            synchronized (FakeNative.this) {
                deleted.add(request.getName());
            }
            client.onNext(DeleteQueueResponse.getDefaultInstance());
            client.onCompleted();
        }
    }

    /** Takes jobs and hands them out. */
    private final class Jobs extends JobsGrpc.JobsImplBase {
        @Override
        public void send(SendRequest request, StreamObserver<SendResponse> client) {
            SendResult.Outcome outcome = fault == Fault.REFUSES_JOBS
                    ? SendResult.Outcome.OUTCOME_REFUSED
                    : SendResult.Outcome.OUTCOME_STORED;
            SendResponse.Builder response = SendResponse.newBuilder();
            request.getJobsList()
                    .forEach(job -> response.addResults(SendResult.newBuilder().setOutcome(outcome)));
            synchronized (FakeNative.this) {
                waiting.computeIfAbsent(request.getQueue(), queue -> new ArrayList<>())
                        .addAll(request.getJobsList());
                sent.addAndGet(request.getJobsCount());
            }
            client.onNext(response.build());
            client.onCompleted();
            dispatch();
        }

        @Override
        public StreamObserver<WorkRequest> work(StreamObserver<WorkResponse> client) {
            Stream stream = new Stream(client);
            ((ServerCallStreamObserver<WorkResponse>) client).setOnCancelHandler(stream::onCompleted);
            return stream;
        }
    }

    /** A worker's stream. */
    private final class Stream implements StreamObserver<WorkRequest> {
        private final StreamObserver<WorkResponse> client;
        private final Map<Long, String> held = new HashMap<>();
        private String queue = "";
        private int credit;
        private long delivery;

        Stream(StreamObserver<WorkResponse> client) {
            this.client = client;
        }

        LeasedJob leased(NewJob job) {
            credit--;
            delivery++;
            held.put(delivery, queue + "/" + job.getKey());
            return LeasedJob.newBuilder()
                    .setDelivery(delivery)
                    .setBody(job.getBody())
                    .setKey(job.getKey())
                    .build();
        }

        @Override
        public void onNext(WorkRequest request) {
            synchronized (FakeNative.this) {
                if (request.hasHello()) {
                    queue = request.getHello().getQueues(0);
                    streams.add(this);
                }
                if (fault == Fault.BREAKS_ONE_STREAM && !lied) {
                    lied = true;
                    streams.remove(this);
                    client.onCompleted();
                    return;
                }
                credit += request.getAddCredit();
                request.getDoneList().forEach(done -> running.merge(held.remove(done), -1, Integer::sum));
                if (request.getDoneCount() > 0) {
                    client.onNext(WorkResponse.newBuilder()
                            .addAllFinished(request.getDoneList())
                            .build());
                }
            }
            dispatch();
        }

        @Override
        public void onError(@Nullable Throwable failure) {
            onCompleted();
        }

        @Override
        public void onCompleted() {
            synchronized (FakeNative.this) {
                streams.remove(this);
            }
        }
    }
}
