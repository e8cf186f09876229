package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import org.jspecify.annotations.Nullable;

/**
 * Queue URLs in every form that clients use, and queue names.
 *
 * <p>Understood: {@code http(s)://<any host>/<account>/<name>}, {@code …/queue/<region>/<account>/<name>}, either path alone, and the
 * bare name. Given out: {@code <scheme>://<Host of the request>/<account>/<name>}.
 */
final class QueueUrls {

    static final int NAME_CHARS_MAX = 80;

    static final int ACCOUNT_CHARS_MAX = 64;
    private static final String FIFO_ENDING = ".fifo";

    private final String account;

    QueueUrls(String account) {
        this.account = account;
    }

    /** Account that names without one belong to. */
    String account() {
        return account;
    }

    /** The URL of a queue as this client should use it. */
    String format(String host, QueueName queue) {
        return "http://" + host + "/" + queue.namespace() + "/" + queue.name();
    }

    /** The queue that a {@code QueueUrl} names. */
    QueueName parse(String url) {
        QueueName queue = url.indexOf('/') < 0 ? named(account, url) : path(pathOf(url));
        if (queue == null) {
            throw new SqsFault(
                    SqsError.INVALID_ADDRESS, "The address " + Shown.text(url) + " is not valid for this endpoint.");
        }
        return queue;
    }

    /** The queue that a path names: {@code /account/name} or {@code /queue/region/account/name}; null for any other path. */
    @Nullable QueueName path(@Nullable String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int beforeName = end.lastIndexOf('/');
        int beforeAccount = beforeName < 1 ? -1 : end.lastIndexOf('/', beforeName - 1);
        if (beforeAccount < 0 || (beforeAccount > 0 && !isQueueForm(end.substring(0, beforeAccount)))) {
            return null;
        }
        return named(end.substring(beforeAccount + 1, beforeName), end.substring(beforeName + 1));
    }

    /** A name that a queue of its kind may be given; a fault for any other. */
    static void checkName(String name, boolean fifo) {
        if (fifo && (name.length() > NAME_CHARS_MAX || !isFifo(name) || !isName(stem(name), NAME_CHARS_MAX))) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER,
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end"
                            + " with " + FIFO_ENDING + " suffix and be 1 to " + NAME_CHARS_MAX + " in length.");
        }
        if (!fifo && !isName(name, NAME_CHARS_MAX)) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to " + NAME_CHARS_MAX
                            + " in length");
        }
    }

    /** Whether a queue of this name is a FIFO queue: they all have the ending, and no other has it. */
    static boolean isFifo(String name) {
        return name.endsWith(FIFO_ENDING);
    }

    /** True for what any queue may be called. */
    static boolean isQueueName(String name) {
        return name.length() <= NAME_CHARS_MAX && isName(stem(name), NAME_CHARS_MAX);
    }

    private static String stem(String name) {
        return isFifo(name) ? name.substring(0, name.length() - FIFO_ENDING.length()) : name;
    }

    /** True for 1 to {@code charsMax} characters {@code [A-Za-z0-9_-]}. */
    static boolean isName(String name, int charsMax) {
        if (name.isEmpty() || name.length() > charsMax) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable QueueName named(String account, String name) {
        return isName(account, ACCOUNT_CHARS_MAX) && isQueueName(name) ? new QueueName(account, name) : null;
    }

    private static boolean isQueueForm(String front) {
        return front.startsWith("/queue/") && front.indexOf('/', "/queue/".length()) < 0;
    }

    private static @Nullable String pathOf(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return url;
        }
        int path = url.indexOf('/', scheme + "://".length());
        return path < 0 ? null : url.substring(path);
    }
}
