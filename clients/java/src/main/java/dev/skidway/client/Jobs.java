package dev.skidway.client;

import dev.skidway.v1.CancelRedriveRequest;
import dev.skidway.v1.CancelRequest;
import dev.skidway.v1.ChangeResponse;
import dev.skidway.v1.EditMetadataRequest;
import dev.skidway.v1.ExplainJobRequest;
import dev.skidway.v1.Filter;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.GetRedriveRequest;
import dev.skidway.v1.JobPage;
import dev.skidway.v1.PeekRequest;
import dev.skidway.v1.Problem;
import dev.skidway.v1.ReprioritizeRequest;
import dev.skidway.v1.RescheduleRequest;
import dev.skidway.v1.Retry;
import dev.skidway.v1.SearchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Jobs that were sent: looked at, found, and changed by their ids. An id names its queue too, also after the job moved to the dead letters.
 *
 * <p>Changes have an outcome for each job and never throw; they are durable when they are done, and may be repeated. All other methods throw
 * a {@link SkidwayClientException}: refused with its code, such as {@code SK-GRP-007} for an id that no server made and {@code SK-QUE-031}
 * for a job that nobody remembers; or the answer was lost.
 */
public final class Jobs {

    private static final int CHANGES_MAX = 1_000;

    private final Protocol protocol;

    Jobs(Protocol protocol) {
        this.protocol = protocol;
    }

    /** A job, without its body; a finished one while the history of its queue remembers it. */
    public JobInfo get(String id) {
        return get(id, false);
    }

    /** A job with its body and attributes, unless it is over. */
    public JobInfo getWithBody(String id) {
        return get(id, true);
    }

    private JobInfo get(String id, boolean withBody) {
        GetJobRequest request =
                GetJobRequest.newBuilder().setJobId(id).setWithBody(withBody).build();
        return new JobInfo(Protocol.call(() -> protocol.jobs().get(request)));
    }

    /** Jobs of a queue in this state in the order of their lanes, with bodies; nobody's lease, and nothing changes. */
    public Stream<JobInfo> peek(String queue, JobState state) {
        return Pages.stream(page -> {
            PeekRequest request = PeekRequest.newBuilder()
                    .setQueue(queue)
                    .setState(state.proto())
                    .setWithBody(true)
                    .setPage(page)
                    .build();
            return page(Protocol.call(() -> protocol.jobs().peek(request)));
        });
    }

    /** Jobs of a queue that match, without bodies; fetched page by page as the stream is read. */
    public Stream<JobInfo> search(String queue, JobFilter filter) {
        return search(queue, filter.proto(), false);
    }

    /** Jobs of a queue that match, with bodies and attributes; fetched page by page as the stream is read. */
    public Stream<JobInfo> searchWithBodies(String queue, JobFilter filter) {
        return search(queue, filter.proto(), true);
    }

    private Stream<JobInfo> search(String queue, Filter filter, boolean withBody) {
        return Pages.stream(page -> {
            SearchRequest request = SearchRequest.newBuilder()
                    .setQueue(queue)
                    .setFilter(filter)
                    .setWithBody(withBody)
                    .setPage(page)
                    .build();
            return page(Protocol.call(() -> protocol.jobs().search(request)));
        });
    }

    private static Pages.Page<JobInfo> page(JobPage page) {
        return new Pages.Page<>(page.getJobsList().stream().map(JobInfo::new).toList(), page.getNextPage());
    }

    /**
     * Removes a job that waits. One that runs is marked: its worker is told at its next heartbeat, and it is not tried again. Refused if it is
     * over ({@code SK-QUE-032}).
     */
    public ChangeOutcome cancel(String id) {
        return cancel(List.of(id)).get(0);
    }

    /** Cancels each of these jobs; the outcomes are in their order. */
    public List<ChangeOutcome> cancel(Collection<String> ids) {
        return change(
                ids,
                some -> protocol.jobs()
                        .cancel(CancelRequest.newBuilder().addAllJobIds(some).build()));
    }

    /** Gives a job that waits another due time; in the past means now. Refused if it runs ({@code SK-QUE-033}) or is over. */
    public ChangeOutcome reschedule(String id, Instant due) {
        return reschedule(List.of(id), due).get(0);
    }

    /** Gives each of these jobs another due time; the outcomes are in their order. */
    public List<ChangeOutcome> reschedule(Collection<String> ids, Instant due) {
        return reschedule(ids, RescheduleRequest.newBuilder().setDueAt(Protos.timestamp(due)));
    }

    /** Has a job that waits wait for so long from now, 0 to 100 years. Refused if it runs ({@code SK-QUE-033}) or is over. */
    public ChangeOutcome reschedule(String id, Duration delay) {
        return reschedule(List.of(id), delay).get(0);
    }

    /** Has each of these jobs wait for so long from now; the outcomes are in their order. */
    public List<ChangeOutcome> reschedule(Collection<String> ids, Duration delay) {
        return reschedule(ids, RescheduleRequest.newBuilder().setDelay(Protos.duration(delay)));
    }

    private List<ChangeOutcome> reschedule(Collection<String> ids, RescheduleRequest.Builder when) {
        return change(
                ids,
                some -> protocol.jobs()
                        .reschedule(when.clone().addAllJobIds(some).build()));
    }

    /** Gives a job that waits another priority; lower is served first. Refused if it runs ({@code SK-QUE-033}) or is over. */
    public ChangeOutcome reprioritize(String id, int priority) {
        return reprioritize(List.of(id), priority).get(0);
    }

    /** Gives each of these jobs another priority; the outcomes are in their order. */
    public List<ChangeOutcome> reprioritize(Collection<String> ids, int priority) {
        return change(
                ids,
                some -> protocol.jobs()
                        .reprioritize(ReprioritizeRequest.newBuilder()
                                .addAllJobIds(some)
                                .setPriority(priority)
                                .build()));
    }

    /**
     * Changes the metadata of a job that waits: at most 16 entries, names up to 64, values up to 256 bytes. Refused if it runs
     * ({@code SK-QUE-033}) or is over.
     *
     * @param set entries to be set or replaced
     * @param remove names of entries to be removed
     */
    public ChangeOutcome editMetadata(String id, Map<String, String> set, Collection<String> remove) {
        return change(
                        List.of(id),
                        some -> protocol.jobs()
                                .editMetadata(EditMetadataRequest.newBuilder()
                                        .setJobId(id)
                                        .putAllSet(set)
                                        .addAllRemove(remove)
                                        .build()))
                .get(0);
    }

    private List<ChangeOutcome> change(Collection<String> ids, Function<List<String>, ChangeResponse> call) {
        List<String> all = List.copyOf(ids);
        List<ChangeOutcome> outcomes = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += CHANGES_MAX) {
            List<String> some = all.subList(from, Math.min(all.size(), from + CHANGES_MAX));
            try {
                ChangeResponse answer = Protocol.call(() -> call.apply(some));
                for (int i = 0; i < some.size(); i++) {
                    var result = answer.getResults(i);
                    outcomes.add(
                            result.hasProblem()
                                    ? refused(some.get(i), result.getProblem())
                                    : new ChangeOutcome.Done(some.get(i)));
                }
            } catch (SkidwayClientException failure) {
                some.forEach(id -> outcomes.add(failed(id, failure)));
            }
        }
        return outcomes;
    }

    private static ChangeOutcome refused(String id, Problem problem) {
        return new ChangeOutcome.Refused(
                id, problem.getCode(), problem.getMessage(), problem.getRetry() == Retry.RETRY_LATER);
    }

    private static ChangeOutcome failed(String id, SkidwayClientException failure) {
        return failure.refused()
                ? new ChangeOutcome.Refused(
                        id, failure.code(), String.valueOf(failure.getMessage()), failure.retryable())
                : new ChangeOutcome.Unknown(id, failure);
    }

    /** Why a job does not run now. */
    public Explanation explain(String id) {
        ExplainJobRequest request = ExplainJobRequest.newBuilder().setJobId(id).build();
        return Explanation.of(Protocol.call(() -> protocol.jobs().explain(request)));
    }

    /**
     * Begins to move dead letters; they keep their ids, metadata and attempts, and their attempts are counted anew. One at a time for each
     * queue ({@code SK-QUE-015}).
     *
     * @return the id of the redrive
     */
    public String redrive(RedriveDraft draft) {
        return Protocol.call(() -> protocol.jobs().redrive(draft.proto(false))).getRedriveId();
    }

    /** How many dead letters a redrive would move now; of more than 1,000,000 at least so many. */
    public long countRedrive(RedriveDraft draft) {
        return Protocol.call(() -> protocol.jobs().redrive(draft.proto(true))).getMatching();
    }

    /** How far a redrive is. */
    public RedriveInfo redriveInfo(String redriveId) {
        GetRedriveRequest request =
                GetRedriveRequest.newBuilder().setRedriveId(redriveId).build();
        return RedriveInfo.of(redriveId, Protocol.call(() -> protocol.jobs().getRedrive(request)));
    }

    /** Ends a redrive; what has moved stays where it is. Refused if it is over ({@code SK-QUE-017}). */
    public RedriveInfo cancelRedrive(String redriveId) {
        CancelRedriveRequest request =
                CancelRedriveRequest.newBuilder().setRedriveId(redriveId).build();
        return RedriveInfo.of(redriveId, Protocol.call(() -> protocol.jobs().cancelRedrive(request)));
    }
}
