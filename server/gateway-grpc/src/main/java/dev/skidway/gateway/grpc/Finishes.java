package dev.skidway.gateway.grpc;

import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.LeaseRef;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Finish;
import dev.skidway.v1.Problem;
import dev.skidway.v1.Retry;
import org.jspecify.annotations.Nullable;

/** Ends and extensions of leases, from the protocol's words to the domain's, and what became of them. */
final class Finishes {

    /** Longest wait that a worker may ask for before the next attempt: 100 years of 365 days. */
    private static final long DELAY_MILLIS_MAX = 3_153_600_000_000L;
    /** A lease that names no time, and no other is known, is extended by this. */
    private static final long EXTENSION_MILLIS_DEFAULT = 30_000;

    private static final int MESSAGE_CHARS_MAX = 1_024;

    private Finishes() {}

    static FinishJobs.How how(Finish finish) {
        return switch (finish.getHowCase()) {
            case DONE -> new FinishJobs.Done(finish.getDone().getResult().toByteArray());
            case FAILED -> {
                String message = finish.getFailed().getMessage();
                yield new FinishJobs.Failed(
                        finish.getFailed().getCode(),
                        message.length() <= MESSAGE_CHARS_MAX ? message : cut(message),
                        finish.getFailed().hasRetryIn()
                                ? Times.millis(finish.getFailed().getRetryIn(), "retry_in", 0, DELAY_MILLIS_MAX)
                                : -1,
                        finish.getFailed().getPermanent());
            }
            case GIVEN_BACK ->
                new FinishJobs.GivenBack(
                        finish.getGivenBack().hasDelay()
                                ? Times.millis(
                                        finish.getGivenBack().getDelay(), "given_back.delay", 0, DELAY_MILLIS_MAX)
                                : 0);
            case HOW_NOT_SET -> FinishJobs.Done.PLAIN;
        };
    }

    /** The first part of a text, never ending in half a character. */
    private static String cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(MESSAGE_CHARS_MAX - 1))
                ? MESSAGE_CHARS_MAX - 1
                : MESSAGE_CHARS_MAX;
        return text.substring(0, end);
    }

    /** An extension of a lease; {@code leaseMillis} is what the worker leases for, or -1 if it never said. */
    static ExtendLeases.Extension extension(Extension extension, LeaseRef lease, long leaseMillis) {
        long millis = extension.hasLeaseFor()
                ? Bounds.leaseMillis("lease_for", extension.getLeaseFor())
                : leaseMillis > 0 ? leaseMillis : EXTENSION_MILLIS_DEFAULT;
        return new ExtendLeases.Extension(
                lease, millis, extension.hasProgress() ? extension.getProgress().toByteArray() : null);
    }

    /** Why it did not happen, or null if it did. */
    static @Nullable Problem problem(JobResult result) {
        return switch (result.kind()) {
            case REFUSED -> result.refusal() == null ? busy() : ErrorMap.problem(result.refusal());
            case BUSY -> busy();
            case DONE, RETRY, DEAD_LETTERED, FAILED, CANCELLED, CANCEL_ASKED -> null;
        };
    }

    private static Problem busy() {
        return ErrorMap.problem(
                GrpcError.BUSY, "the disk did not bring the job back soon enough; ask again", Retry.RETRY_LATER);
    }
}
