package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.node.PayloadReader.Loaded;
import dev.skidway.node.PayloadReader.Verdict;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobView;
import dev.skidway.queues.Payload;
import dev.skidway.queues.SearchJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Shows jobs, with their payloads if wanted; what is not in memory yet, or was copied elsewhere meanwhile, is asked for again. */
final class ShowingJobs {

    /** Who is this slow again and again meets a fault, not bad luck. */
    private static final int ATTEMPTS_MAX = 4;

    private static final byte[] NOTHING = new byte[0];

    private final Calls calls;
    private final PayloadReader payloads;

    ShowingJobs(Calls calls, PayloadReader payloads) {
        this.calls = calls;
        this.payloads = payloads;
    }

    Outcome<ShownJob> get(GetJob command, boolean withBody) {
        return calls.call(
                Verb.GET_JOB,
                () -> again(
                        () -> calls.run(command.namespace(), command),
                        JobView::fetching,
                        view -> shown(List.of(view), withBody)),
                List::getFirst,
                job -> 1);
    }

    Outcome<ShownJobs> search(SearchJobs command, boolean withBody) {
        return calls.call(
                Verb.SEARCH_JOBS,
                () -> again(
                        () -> calls.run(command.queue().namespace(), command),
                        SearchJobs.Reply::fetching,
                        reply -> shown(reply, withBody)),
                shown -> shown,
                shown -> shown.jobs().size());
    }

    /** Makes of a reply what is shown. */
    @FunctionalInterface
    interface Showing<R, T> {
        Attempt<T> show(R reply) throws InterruptedException;
    }

    /** What can be shown, and whether asking again may show more. */
    record Attempt<T>(T shown, boolean moved) {}

    static <R, T> Outcome<T> again(Calls.Running<R> asking, Predicate<R> fetching, Showing<R, T> showing)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            switch (asking.run()) {
                case Outcome.Refused<R> refused -> {
                    return new Outcome.Refused<>(refused.rejection());
                }
                case Outcome.Done<R>(R reply) -> {
                    if (fetching.test(reply)) {
                        if (attempt == ATTEMPTS_MAX) {
                            throw new SkidwayException(
                                    NodeError.OVERLOADED,
                                    Severity.RETRY,
                                    "the disk is too busy to bring back what is to be shown; try again");
                        }
                        continue;
                    }
                    Attempt<T> shown = showing.show(reply);
                    if (!shown.moved || attempt == ATTEMPTS_MAX) {
                        return new Outcome.Done<>(shown.shown);
                    }
                }
            }
        }
    }

    private Attempt<ShownJobs> shown(SearchJobs.Reply reply, boolean withBody) throws InterruptedException {
        Attempt<List<ShownJob>> jobs = shown(reply.jobs(), withBody);
        return new Attempt<>(new ShownJobs(jobs.shown, reply.matching(), reply.looked(), reply.next()), jobs.moved);
    }

    private Attempt<List<ShownJob>> shown(List<JobView> views, boolean withBody) throws InterruptedException {
        List<Payload> places = new ArrayList<>();
        for (JobView view : views) {
            if (withBody && view.message() != null) {
                places.add(view.message().payload());
            }
        }
        List<Loaded> loaded = places.isEmpty() ? List.of() : payloads.read(places);
        List<ShownJob> shown = new ArrayList<>(views.size());
        int next = 0;
        for (JobView view : views) {
            if (withBody && view.message() != null) {
                Loaded payload = loaded.get(next++);
                shown.add(new ShownJob(view, payload.verdict() != Verdict.WHOLE, payload.headers(), payload.body()));
            } else {
                shown.add(new ShownJob(view, false, NOTHING, NOTHING));
            }
        }
        return new Attempt<>(shown, loaded.stream().anyMatch(payload -> payload.verdict() == Verdict.GONE));
    }
}
