package dev.skidway.gateway.grpc;

import dev.skidway.node.JobService;
import dev.skidway.node.ShownJob;
import dev.skidway.queues.FinishedJob;
import dev.skidway.queues.JobAttempt;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.JobFilter;
import dev.skidway.queues.JobOutcome;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.v1.Attempt;
import dev.skidway.v1.Filter;
import dev.skidway.v1.Job;
import dev.skidway.v1.JobState;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs that are looked at, and filters, from the domain's words to the protocol's and back. */
final class JobTexts {

    private JobTexts() {}

    static Job shown(ShownJob shown, JobService.Seal seal) {
        Job.Builder job = Job.newBuilder().setQueue(shown.view().queue().name());
        PeekedMessage message = shown.view().message();
        FinishedJob finished = shown.view().finished();
        if (message != null) {
            living(job, message, seal);
        } else if (finished != null) {
            finished(job, finished, seal);
        }
        JobDetails details = shown.view().details();
        if (details != null) {
            details(job, details, message);
        }
        job.setBody(LeasedJobs.bytes(shown.body()));
        if (shown.headers().length > 0) {
            job.putAllAttributes(LeasedJobs.attributes(shown.headers()));
        }
        return job.build();
    }

    private static void living(Job.Builder job, PeekedMessage message, JobService.Seal seal) {
        job.setJobId(seal.jobId(message.identity()))
                .setState(
                        switch (message.state()) {
                            case READY -> JobState.JOB_STATE_READY;
                            case DELAYED -> JobState.JOB_STATE_DELAYED;
                            case LEASED -> JobState.JOB_STATE_RUNNING;
                        })
                .setPriority(message.priority())
                .setSent(Times.timestamp(message.enqueuedAtMillis()))
                .setAttemptsTotal(message.receiveCount())
                .setBodyBytes(message.payload().bodyBytes());
        switch (message.state()) {
            case DELAYED -> job.setDue(Times.timestamp(message.dueAtMillis()));
            case LEASED -> job.setLeasedUntil(Times.timestamp(message.dueAtMillis()));
            case READY -> {
                // It is due already; when it became so is not kept.
            }
        }
        if (message.key() != null) {
            job.setKey(message.key());
        }
        if (message.deadLetterSource() != null) {
            job.setDeadLetterOf(message.deadLetterSource());
        }
    }

    private static void details(Job.Builder job, JobDetails details, @Nullable PeekedMessage message) {
        job.putAllMetadata(details.metadata()).setProgress(LeasedJobs.bytes(details.progress()));
        if (details.expiresAtMillis() != Long.MAX_VALUE) {
            job.setExpires(Times.timestamp(details.expiresAtMillis()));
        }
        if (details.uniqueKey() != null) {
            job.setUniqueKey(details.uniqueKey());
        }
        job.addAllAttempts(attempts(details.attempts()));
        if (message != null && message.state() == PeekedMessage.State.LEASED) {
            job.addAttempts(Attempt.newBuilder()
                    .setNumber(message.receiveCount())
                    .setWorker(details.worker())
                    .setOutcome(Attempt.Outcome.OUTCOME_RUNNING));
        }
    }

    private static void finished(Job.Builder job, FinishedJob finished, JobService.Seal seal) {
        job.setJobId(seal.jobId(finished.identity()))
                .setState(state(finished.outcome()))
                .setPriority(finished.priority())
                .setSent(Times.timestamp(finished.enqueuedAtMillis()))
                .setFinished(Times.timestamp(finished.finishedAtMillis()))
                .setAttemptsTotal(finished.attemptsTotal())
                .addAllAttempts(attempts(finished.attempts()))
                .putAllMetadata(finished.metadata())
                .setResult(LeasedJobs.bytes(finished.result()));
        if (finished.key() != null) {
            job.setKey(finished.key());
        }
    }

    private static JobState state(JobOutcome outcome) {
        return switch (outcome) {
            case DONE -> JobState.JOB_STATE_DONE;
            case FAILED -> JobState.JOB_STATE_FAILED;
            case CANCELLED, REPLACED -> JobState.JOB_STATE_CANCELLED;
            case EXPIRED -> JobState.JOB_STATE_EXPIRED;
        };
    }

    private static List<Attempt> attempts(List<JobAttempt> attempts) {
        return attempts.stream().map(JobTexts::attempt).toList();
    }

    private static Attempt attempt(JobAttempt attempt) {
        return Attempt.newBuilder()
                .setNumber(attempt.number())
                .setStarted(Times.timestamp(attempt.startedAtMillis()))
                .setTook(Times.duration(Math.max(0, attempt.endedAtMillis() - attempt.startedAtMillis())))
                .setWorker(attempt.worker())
                .setOutcome(
                        switch (attempt.ending()) {
                            case DONE -> Attempt.Outcome.OUTCOME_DONE;
                            case FAILED -> Attempt.Outcome.OUTCOME_FAILED;
                            case EXPIRED -> Attempt.Outcome.OUTCOME_EXPIRED;
                            case GIVEN_BACK -> Attempt.Outcome.OUTCOME_GIVEN_BACK;
                        })
                .setCode(attempt.code())
                .setMessage(attempt.text())
                .build();
    }

    static JobFilter filter(Filter filter) {
        return new JobFilter(
                state(filter.getState()),
                orNull(filter.getKey()),
                orNull(filter.getUniqueKey()),
                orNull(filter.getErrorCode()),
                orNull(filter.getErrorContains()),
                filter.hasAttemptsMin() ? filter.getAttemptsMin() : 0,
                filter.hasAttemptsMax() ? filter.getAttemptsMax() : Integer.MAX_VALUE,
                filter.hasSentFrom() ? Times.millis(filter.getSentFrom(), "filter.sent_from") : 0,
                filter.hasSentBefore() ? Times.millis(filter.getSentBefore(), "filter.sent_before") : Long.MAX_VALUE,
                new TreeMap<>(filter.getMetadataMap()));
    }

    static JobFilter.@Nullable State state(JobState state) {
        return switch (state) {
            case JOB_STATE_UNSPECIFIED -> null;
            case JOB_STATE_DELAYED -> JobFilter.State.DELAYED;
            case JOB_STATE_READY -> JobFilter.State.READY;
            case JOB_STATE_RUNNING -> JobFilter.State.LEASED;
            case JOB_STATE_DONE -> JobFilter.State.DONE;
            case JOB_STATE_FAILED -> JobFilter.State.FAILED;
            case JOB_STATE_CANCELLED -> JobFilter.State.CANCELLED;
            case JOB_STATE_EXPIRED -> JobFilter.State.EXPIRED;
            case UNRECOGNIZED -> throw Refusal.invalid("state: expected one of this version, found another");
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
