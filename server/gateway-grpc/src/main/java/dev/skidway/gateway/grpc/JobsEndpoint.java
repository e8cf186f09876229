package dev.skidway.gateway.grpc;

import dev.skidway.node.CallerGone;
import dev.skidway.node.DeliveredJob;
import dev.skidway.node.JobService;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.LeaseRef;
import dev.skidway.v1.CancelRedriveRequest;
import dev.skidway.v1.CancelRequest;
import dev.skidway.v1.ChangeResponse;
import dev.skidway.v1.EditMetadataRequest;
import dev.skidway.v1.EntryResult;
import dev.skidway.v1.ExplainJobRequest;
import dev.skidway.v1.Explanation;
import dev.skidway.v1.ExtendRequest;
import dev.skidway.v1.ExtendResponse;
import dev.skidway.v1.ExtendResult;
import dev.skidway.v1.FinishRequest;
import dev.skidway.v1.FinishResponse;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.GetRedriveRequest;
import dev.skidway.v1.Job;
import dev.skidway.v1.JobPage;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.PeekRequest;
import dev.skidway.v1.Problem;
import dev.skidway.v1.ReceiveRequest;
import dev.skidway.v1.ReceiveResponse;
import dev.skidway.v1.RedriveRequest;
import dev.skidway.v1.RedriveResponse;
import dev.skidway.v1.RedriveStatus;
import dev.skidway.v1.ReprioritizeRequest;
import dev.skidway.v1.RescheduleRequest;
import dev.skidway.v1.SearchRequest;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResponse;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service Jobs: each verb a few lines, what it means stands in the domain. */
final class JobsEndpoint extends JobsGrpc.JobsImplBase {

    private static final int QUEUES_MAX = 100;
    private static final long WAIT_MILLIS_MAX = 60_000;

    private final JobService jobs;
    private final WorkStreams streams;
    private final Looking looking;
    private final Changing changing;
    private final Explaining explaining;
    private final Redriving redriving;

    JobsEndpoint(Services services, WorkStreams streams) {
        this.jobs = services.jobs();
        this.streams = streams;
        this.looking = new Looking(jobs);
        this.changing = new Changing(jobs, services.dispatch(), looking);
        this.explaining = new Explaining(jobs, services.dispatch(), looking);
        this.redriving = new Redriving(services.queues(), jobs);
    }

    @Override
    public StreamObserver<WorkRequest> work(StreamObserver<WorkResponse> worker) {
        try {
            return streams.open(worker);
        } catch (Refusal refusal) {
            worker.onError(ErrorMap.status(refusal));
            return new Deaf();
        }
    }

    @Override
    public void send(SendRequest request, StreamObserver<SendResponse> caller) {
        Answers.to(caller, () -> new Sending(jobs, Asking.queue(request.getQueue())).send(request.getJobsList()));
    }

    @Override
    public void receive(ReceiveRequest request, StreamObserver<ReceiveResponse> caller) {
        Answers.to(caller, () -> {
            Bounds.count("queues", request.getQueuesCount(), 1, QUEUES_MAX);
            Bounds.count("max", Integer.toUnsignedLong(request.getMax()), 1, Bounds.ENTRIES_MAX);
            Bounds.worker(request.getWorker());
            Leasing leasing = new Leasing(
                    jobs,
                    Asking.namespace(),
                    request.getQueuesList(),
                    request.getWorker(),
                    request.hasLease() ? Bounds.leaseMillis("lease", request.getLease()) : -1);
            long wait = request.hasWait() ? Times.millis(request.getWait(), "wait", 0, WAIT_MILLIS_MAX) : 0;
            List<DeliveredJob> leased = leasing.patiently(request.getMax(), wait, callerGone());
            if (Context.current().isCancelled() && !leased.isEmpty()) {
                leasing.giveBack(leased);
                leased = List.of();
            }
            ReceiveResponse.Builder response = ReceiveResponse.newBuilder();
            leased.forEach(job -> response.addJobs(LeasedJobs.of(job, 0, jobs.seal())));
            return response.build();
        });
    }

    /** Gone when the call is cancelled, or its deadline has passed. */
    private static CallerGone callerGone() {
        Context call = Context.current();
        return action -> call.addListener(context -> action.run(), Runnable::run);
    }

    @Override
    public void finish(FinishRequest request, StreamObserver<FinishResponse> caller) {
        Answers.to(caller, () -> {
            Bounds.count("finishes", request.getFinishesCount(), 1, Bounds.ENTRIES_MAX);
            Entries<FinishJobs.Finish> entries = new Entries<>(request.getFinishesList(), finish -> {
                LeaseRef lease = lease(finish.getLease().toByteArray());
                return new FinishJobs.Finish(lease, Finishes.how(finish));
            });
            List<JobResult> results = entries.isEmpty()
                    ? List.of()
                    : ErrorMap.reply(jobs.finishJobs(new FinishJobs(Asking.namespace(), "", entries.good())));
            FinishResponse.Builder response = FinishResponse.newBuilder();
            entries.spread(results, (problem, result) -> response.addResults(entry(problem, result)));
            return response.build();
        });
    }

    @Override
    public void extend(ExtendRequest request, StreamObserver<ExtendResponse> caller) {
        Answers.to(caller, () -> {
            Bounds.count("extensions", request.getExtensionsCount(), 1, Bounds.ENTRIES_MAX);
            Entries<ExtendLeases.Extension> entries = new Entries<>(
                    request.getExtensionsList(),
                    extension -> Finishes.extension(
                            extension, lease(extension.getLease().toByteArray()), -1));
            List<JobResult> results = entries.isEmpty()
                    ? List.of()
                    : ErrorMap.reply(jobs.extendLeases(new ExtendLeases(Asking.namespace(), "", entries.good())));
            ExtendResponse.Builder response = ExtendResponse.newBuilder();
            entries.spread(results, (problem, result) -> response.addResults(extended(problem, result)));
            return response.build();
        });
    }

    @Override
    public void get(GetJobRequest request, StreamObserver<Job> caller) {
        Answers.to(caller, () -> looking.get(request));
    }

    @Override
    public void peek(PeekRequest request, StreamObserver<JobPage> caller) {
        Answers.to(caller, () -> looking.peek(request));
    }

    @Override
    public void search(SearchRequest request, StreamObserver<JobPage> caller) {
        Answers.to(caller, () -> looking.search(request));
    }

    @Override
    public void cancel(CancelRequest request, StreamObserver<ChangeResponse> caller) {
        Answers.to(caller, () -> changing.cancel(request));
    }

    @Override
    public void reschedule(RescheduleRequest request, StreamObserver<ChangeResponse> caller) {
        Answers.to(caller, () -> changing.reschedule(request));
    }

    @Override
    public void reprioritize(ReprioritizeRequest request, StreamObserver<ChangeResponse> caller) {
        Answers.to(caller, () -> changing.reprioritize(request));
    }

    @Override
    public void editMetadata(EditMetadataRequest request, StreamObserver<ChangeResponse> caller) {
        Answers.to(caller, () -> changing.editMetadata(request));
    }

    @Override
    public void explain(ExplainJobRequest request, StreamObserver<Explanation> caller) {
        Answers.to(caller, () -> explaining.job(request));
    }

    @Override
    public void redrive(RedriveRequest request, StreamObserver<RedriveResponse> caller) {
        Answers.to(caller, () -> redriving.redrive(request));
    }

    @Override
    public void getRedrive(GetRedriveRequest request, StreamObserver<RedriveStatus> caller) {
        Answers.to(caller, () -> redriving.status(request.getRedriveId()));
    }

    @Override
    public void cancelRedrive(CancelRedriveRequest request, StreamObserver<RedriveStatus> caller) {
        Answers.to(caller, () -> redriving.cancel(request.getRedriveId()));
    }

    private LeaseRef lease(byte[] sealed) {
        LeaseRef lease = jobs.seal().openLease(sealed);
        if (lease == null) {
            throw new Refusal(
                    GrpcError.LEASE_UNKNOWN, "lease: expected 18 bytes as a leased job carries them, found others");
        }
        return lease;
    }

    /** What became of one entry: the gateway's problem, or the domain's result. */
    static EntryResult entry(@Nullable Problem problem, @Nullable JobResult result) {
        Problem found = problem != null || result == null ? problem : Finishes.problem(result);
        return found == null
                ? EntryResult.getDefaultInstance()
                : EntryResult.newBuilder().setProblem(found).build();
    }

    private static ExtendResult extended(@Nullable Problem problem, @Nullable JobResult result) {
        Problem found = problem != null || result == null ? problem : Finishes.problem(result);
        ExtendResult.Builder extended = ExtendResult.newBuilder();
        if (found != null) {
            return extended.setProblem(found).build();
        }
        return result == null
                ? extended.build()
                : extended.setLeasedUntil(Times.timestamp(result.untilMillis()))
                        .setCancelled(result.kind() == JobResult.Kind.CANCEL_ASKED)
                        .build();
    }

    /** Listens to a worker that was refused. */
    private static final class Deaf implements StreamObserver<WorkRequest> {
        @Override
        public void onNext(WorkRequest request) {
            // The stream is over already.
        }

        @Override
        public void onError(Throwable failure) {
            // As above.
        }

        @Override
        public void onCompleted() {
            // As above.
        }
    }
}
