package dev.skidway.client;

import dev.skidway.v1.Filter;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Which jobs are meant: {@code JobFilter.any().key("acme").errorCode("HTTP_500")}. Each method returns another filter; all conditions that
 * are set must hold.
 */
public final class JobFilter {

    private static final JobFilter ANY = new JobFilter(Filter.getDefaultInstance());

    private final Filter proto;

    private JobFilter(Filter proto) {
        this.proto = proto;
    }

    /** All jobs that are not over. */
    public static JobFilter any() {
        return ANY;
    }

    /** In this state; those that are over are found only by it. */
    public JobFilter state(JobState state) {
        return with(filter -> filter.setState(state.proto()));
    }

    /** With this key. */
    public JobFilter key(String key) {
        return with(filter -> filter.setKey(key));
    }

    /** With this unique key. */
    public JobFilter uniqueKey(String key) {
        return with(filter -> filter.setUniqueKey(key));
    }

    /** Whose last failed attempt had this code. */
    public JobFilter errorCode(String code) {
        return with(filter -> filter.setErrorCode(code));
    }

    /** Whose last failed attempt said this among other things, letter by letter. */
    public JobFilter errorContains(String text) {
        return with(filter -> filter.setErrorContains(text));
    }

    /** With at least so many attempts. */
    public JobFilter attemptsMin(int attempts) {
        return with(filter -> filter.setAttemptsMin(attempts));
    }

    /** With at most so many attempts. */
    public JobFilter attemptsMax(int attempts) {
        return with(filter -> filter.setAttemptsMax(attempts));
    }

    /** Sent at this time or later. */
    public JobFilter sentFrom(Instant time) {
        return with(filter -> filter.setSentFrom(Protos.timestamp(time)));
    }

    /** Sent before this time. */
    public JobFilter sentBefore(Instant time) {
        return with(filter -> filter.setSentBefore(Protos.timestamp(time)));
    }

    /** With this entry in its metadata. */
    public JobFilter metadata(String name, String value) {
        return with(filter -> filter.putMetadata(name, value));
    }

    private JobFilter with(Consumer<Filter.Builder> change) {
        Filter.Builder changed = proto.toBuilder();
        change.accept(changed);
        return new JobFilter(changed.build());
    }

    Filter proto() {
        return proto;
    }

    @Override
    public String toString() {
        return "JobFilter " + Protos.text(proto);
    }
}
