package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes what events and snapshot units say of jobs. */
final class FieldsOfJobs {

    private static final int AT_MOST_ONCE = 1;
    private static final int RETRY = 2;
    private static final int UNIQUE = 4;
    private static final int PRIORITY = 8;
    private static final int WAITING = 1;
    private static final int RUNNING = 2;
    private static final int THROTTLE = 4;
    private static final int CLAIM_BYTES = 9;

    private FieldsOfJobs() {}

    // ---- settings

    static int bytesOf(JobSettings settings) {
        return 33 + bytesOf(settings.retry());
    }

    static void put(ByteBuffer target, JobSettings settings) {
        put(target, settings.retry());
        target.putLong(settings.expireAfterMillis());
        target.put((byte) (settings.atMostOnce() ? 1 : 0));
        target.putLong(settings.historyMillis());
        target.putLong(settings.historyBytesMax());
        target.putLong(settings.idempotencyMillis());
    }

    static JobSettings settings(Fields fields) {
        RetryPolicy retry = retry(fields);
        long expireAfter = fields.ranged(0, QueueLimits.DUE_MILLIS_MAX);
        int atMostOnce = fields.u8();
        fields.require(atMostOnce <= 1, "0 or 1");
        return new JobSettings(
                retry,
                expireAfter,
                atMostOnce == 1,
                fields.ranged(0, QueueLimits.HISTORY_MILLIS_MAX),
                fields.ranged(0, QueueLimits.HISTORY_BYTES_MAX),
                fields.ranged(0, QueueLimits.IDEMPOTENCY_MILLIS_MAX));
    }

    static int bytesOf(RetryPolicy retry) {
        int bytes = 41;
        for (String code : retry.finalCodes()) {
            bytes += Fields.bytesOf(code);
        }
        return bytes;
    }

    static void put(ByteBuffer target, RetryPolicy retry) {
        target.put((byte) retry.backoff().ordinal());
        target.putLong(retry.baseMillis());
        target.putInt(retry.factorPercent());
        target.putLong(retry.delayMillisMax());
        target.putInt(retry.jitterPercent());
        target.putInt(retry.attemptsMax());
        target.putLong(retry.ageMillisMax());
        target.putInt(retry.finalCodes().size());
        retry.finalCodes().forEach(code -> Fields.put(target, code));
    }

    static RetryPolicy retry(Fields fields) {
        int backoff = fields.u8();
        fields.require(backoff < RetryPolicy.Backoff.values().length, "a backoff from 0 to 2");
        long base = fields.ranged(0, QueueLimits.RETRY_DELAY_MILLIS_MAX);
        int factor = fields.count(QueueLimits.RETRY_FACTOR_PERCENT_MAX);
        long delayMax = fields.ranged(0, QueueLimits.RETRY_DELAY_MILLIS_MAX);
        int jitter = fields.count(100);
        int attempts = fields.count(QueueLimits.ATTEMPTS_MAX);
        long age = fields.ranged(0, QueueLimits.DUE_MILLIS_MAX);
        int count = fields.count(QueueLimits.FINAL_CODES_MAX);
        List<String> codes = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            codes.add(fields.text(QueueLimits.CODE_BYTES_MAX));
        }
        return new RetryPolicy(
                RetryPolicy.Backoff.values()[backoff], base, factor, delayMax, jitter, attempts, age, codes);
    }

    // ---- terms

    static int bytesOf(JobTerms terms) {
        UniqueClaim claim = terms.claim();
        return 9
                + (terms.retry() == null ? 0 : bytesOf(terms.retry()))
                + (claim == null ? 0 : bytesOf(claim))
                + (terms.priority() == 0 ? 0 : Integer.BYTES)
                + Fields.bytesOf(terms.metadata());
    }

    static void put(ByteBuffer target, JobTerms terms) {
        target.put((byte) ((terms.atMostOnce() ? AT_MOST_ONCE : 0)
                | (terms.retry() == null ? 0 : RETRY)
                | (terms.claim() == null ? 0 : UNIQUE)
                | (terms.priority() == 0 ? 0 : PRIORITY)));
        target.putLong(terms.expiresAtMillis());
        if (terms.retry() != null) {
            put(target, terms.retry());
        }
        if (terms.claim() != null) {
            put(target, terms.claim());
        }
        if (terms.priority() != 0) {
            target.putInt(terms.priority());
        }
        Fields.put(target, terms.metadata());
    }

    static JobTerms terms(Fields fields) {
        int flags = fields.u8();
        fields.require(flags <= (AT_MOST_ONCE | RETRY | UNIQUE | PRIORITY), "flags of a job from 0 to 15");
        long expiresAt = fields.i64();
        RetryPolicy retry = (flags & RETRY) == 0 ? null : retry(fields);
        UniqueClaim claim = (flags & UNIQUE) == 0 ? null : claim(fields);
        int priority = (flags & PRIORITY) == 0 ? 0 : fields.i32();
        return new JobTerms(expiresAt, (flags & AT_MOST_ONCE) != 0, retry, fields.named(), claim, priority);
    }

    static int bytesOf(UniqueClaim claim) {
        return CLAIM_BYTES + Fields.bytesOf(claim.key());
    }

    static void put(ByteBuffer target, UniqueClaim claim) {
        Fields.put(target, claim.key());
        target.put((byte) ((claim.waiting() ? WAITING : 0)
                | (claim.running() ? RUNNING : 0)
                | (claim.throttle() ? THROTTLE : 0)));
        target.putLong(claim.windowMillis());
    }

    static UniqueClaim claim(Fields fields) {
        String key = fields.text(QueueLimits.UNIQUE_KEY_BYTES_MAX);
        int scope = fields.u8();
        fields.require(scope <= (WAITING | RUNNING | THROTTLE), "a scope from 0 to 7");
        return new UniqueClaim(
                key,
                (scope & WAITING) != 0,
                (scope & RUNNING) != 0,
                fields.ranged(0, QueueLimits.UNIQUE_WINDOW_MILLIS_MAX),
                (scope & THROTTLE) != 0);
    }

    // ---- attempts

    static int bytesOf(List<JobAttempt> attempts) {
        int bytes = 4;
        for (JobAttempt attempt : attempts) {
            bytes += 21
                    + Fields.bytesOf(attempt.worker())
                    + Fields.bytesOf(attempt.code())
                    + Fields.bytesOf(attempt.text());
        }
        return bytes;
    }

    static void put(ByteBuffer target, List<JobAttempt> attempts) {
        target.putInt(attempts.size());
        for (JobAttempt attempt : attempts) {
            target.putInt(attempt.number());
            target.putLong(attempt.startedAtMillis());
            target.putLong(attempt.endedAtMillis());
            target.put((byte) attempt.ending().ordinal());
            Fields.put(target, attempt.worker());
            Fields.put(target, attempt.code());
            Fields.put(target, attempt.text());
        }
    }

    static List<JobAttempt> attempts(Fields fields) {
        int count = fields.count(QueueLimits.ATTEMPTS_KEPT_MAX);
        List<JobAttempt> attempts = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int number = fields.count(Integer.MAX_VALUE);
            long started = fields.i64();
            long ended = fields.i64();
            JobAttempt.Ending ending = ending(fields);
            attempts.add(new JobAttempt(
                    number,
                    started,
                    ended,
                    fields.text(QueueLimits.WORKER_BYTES_MAX),
                    ending,
                    fields.text(QueueLimits.CODE_BYTES_MAX),
                    fields.text(QueueLimits.REASON_BYTES_MAX)));
        }
        return attempts;
    }

    static JobAttempt.Ending ending(Fields fields) {
        int ending = fields.u8();
        fields.require(ending < JobAttempt.Ending.values().length, "the ending of an attempt from 0 to 3");
        return JobAttempt.Ending.values()[ending];
    }

    // ---- filters

    private static final int KEY = 1;
    private static final int UNIQUE_KEY = 2;
    private static final int ERROR_CODE = 4;
    private static final int ERROR_TEXT = 8;

    static int bytesOf(JobFilter filter) {
        return 26
                + bytesOf(filter.key())
                + bytesOf(filter.uniqueKey())
                + bytesOf(filter.errorCode())
                + bytesOf(filter.errorContains())
                + Fields.bytesOf(filter.metadata());
    }

    private static int bytesOf(@Nullable String text) {
        return text == null ? 0 : Fields.bytesOf(text);
    }

    static void put(ByteBuffer target, JobFilter filter) {
        target.put((byte) (filter.state() == null ? 0 : filter.state().ordinal() + 1));
        target.put((byte) ((filter.key() == null ? 0 : KEY)
                | (filter.uniqueKey() == null ? 0 : UNIQUE_KEY)
                | (filter.errorCode() == null ? 0 : ERROR_CODE)
                | (filter.errorContains() == null ? 0 : ERROR_TEXT)));
        putPresent(target, filter.key());
        putPresent(target, filter.uniqueKey());
        putPresent(target, filter.errorCode());
        putPresent(target, filter.errorContains());
        target.putInt(filter.attemptsMin());
        target.putInt(filter.attemptsMax());
        target.putLong(filter.sentFromMillis());
        target.putLong(filter.sentBeforeMillis());
        Fields.put(target, filter.metadata());
    }

    private static void putPresent(ByteBuffer target, @Nullable String text) {
        if (text != null) {
            Fields.put(target, text);
        }
    }

    static JobFilter filter(Fields fields) {
        int state = fields.u8();
        fields.require(state <= JobFilter.State.values().length, "a state from 0 to 8");
        int flags = fields.u8();
        fields.require(flags < 16, "flags of a filter from 0 to 15");
        return new JobFilter(
                state == 0 ? null : JobFilter.State.values()[state - 1],
                (flags & KEY) == 0 ? null : fields.text(QueueLimits.KEY_BYTES_MAX),
                (flags & UNIQUE_KEY) == 0 ? null : fields.text(QueueLimits.UNIQUE_KEY_BYTES_MAX),
                (flags & ERROR_CODE) == 0 ? null : fields.text(QueueLimits.CODE_BYTES_MAX),
                (flags & ERROR_TEXT) == 0 ? null : fields.text(QueueLimits.REASON_BYTES_MAX),
                fields.count(Integer.MAX_VALUE),
                fields.count(Integer.MAX_VALUE),
                fields.i64(),
                fields.i64(),
                fields.named());
    }

    static MessageRef identity(Fields fields) {
        return new MessageRef(
                fields.ranged(1, QueueEventType.QUEUE_ID_MAX),
                fields.ranged(0, QueueEventType.NUMBER_MAX),
                fields.ranged(0, QueueEventType.NUMBER_MAX));
    }

    static void put(ByteBuffer target, MessageRef identity) {
        target.putLong(identity.queueId());
        target.putLong(identity.lane());
        target.putLong(identity.slot());
    }

    static void put(ByteBuffer target, RememberedSend send) {
        target.putLong(send.content().high());
        target.putLong(send.content().low());
        put(target, send.identity());
    }

    static RememberedSend send(Fields fields) {
        Hash128 content = new Hash128(fields.i64(), fields.i64());
        return new RememberedSend(content, identity(fields));
    }

    static JobEnd end(Fields fields) {
        return new JobEnd(
                outcome(fields),
                fields.text(QueueLimits.CODE_BYTES_MAX),
                fields.text(QueueLimits.REASON_BYTES_MAX),
                fields.bytes(QueueLimits.RESULT_BYTES_MAX));
    }

    static JobOutcome outcome(Fields fields) {
        int outcome = fields.u8();
        fields.require(outcome < JobOutcome.values().length, "an outcome from 0 to 4");
        return JobOutcome.values()[outcome];
    }

    static void put(ByteBuffer target, byte[] blob) {
        target.putInt(blob.length).put(blob);
    }
}
