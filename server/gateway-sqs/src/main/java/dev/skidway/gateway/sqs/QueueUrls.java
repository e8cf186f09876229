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

    private static final int ACCOUNT_CHARS_MAX = 64;

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

    /** A name that a queue may be given; a fault for any other. */
    static void checkName(String name) {
        if (!isName(name, NAME_CHARS_MAX)) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to " + NAME_CHARS_MAX
                            + " in length");
        }
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
        String stem = name.endsWith(".fifo") ? name.substring(0, name.length() - ".fifo".length()) : name;
        boolean known =
                isName(account, ACCOUNT_CHARS_MAX) && name.length() <= NAME_CHARS_MAX && isName(stem, NAME_CHARS_MAX);
        return known ? new QueueName(account, name) : null;
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
