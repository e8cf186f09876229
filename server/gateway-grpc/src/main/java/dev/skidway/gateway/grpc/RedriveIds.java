package dev.skidway.gateway.grpc;

/** Ids of redrives: the number of the task, and the queue that it empties. */
final class RedriveIds {

    private static final int DIGITS_MAX = 18;

    private RedriveIds() {}

    static String of(String source, long taskId) {
        return taskId + "-" + source;
    }

    static long task(String id) {
        String digits = id.substring(0, Math.max(0, id.indexOf('-')));
        boolean number = !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw Refusal.invalid("redrive_id: expected an id that Redrive told, found another");
        }
        return Long.parseLong(digits);
    }

    static String source(String id) {
        return id.substring(id.indexOf('-') + 1);
    }
}
