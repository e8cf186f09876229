package dev.skidway.gateway.sqs;

import dev.skidway.node.CallerGone;
import dev.skidway.node.QueueService;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through an action; used by one thread. */
final class Call {

    private final Gateway gateway;
    private final Params params;
    private final Origin origin;
    private final String host;
    private final CallerGone caller;
    private final @Nullable QueueName pathQueue;
    private @Nullable Scratch scratch;
    private @Nullable Delivery delivery;

    Call(Gateway gateway, Params params, Origin origin, String host, CallerGone caller, @Nullable QueueName pathQueue) {
        this.gateway = gateway;
        this.params = params;
        this.origin = origin;
        this.host = host;
        this.caller = caller;
        this.pathQueue = pathQueue;
    }

    /** What every call shares. */
    record Gateway(QueueService service, QueueUrls urls, String region, Scratch.Pool scratches) {}

    /** Messages leased for this call, which must be given back at once if the answer cannot be delivered. */
    record Delivery(QueueName queue, List<String> receiptHandles) {}

    QueueService service() {
        return gateway.service;
    }

    QueueUrls urls() {
        return gateway.urls;
    }

    String region() {
        return gateway.region;
    }

    Params params() {
        return params;
    }

    /** Who asks, for administrative events. */
    Origin origin() {
        return origin;
    }

    CallerGone caller() {
        return caller;
    }

    /** The URL of a queue, with the host name this client used. */
    String urlOf(QueueName queue) {
        return gateway.urls.format(host, queue);
    }

    /** The queue that the request names: by its {@code QueueUrl}, else by the path it was posted to. */
    QueueName queue() {
        String url = params.text("QueueUrl");
        if (url != null && !url.isEmpty()) {
            return gateway.urls.parse(url);
        }
        if (pathQueue != null) {
            return pathQueue;
        }
        throw SqsFault.missing("QueueUrl");
    }

    /** Where the answer goes. Asked for only when all waiting is over. */
    ReplyWriter reply() {
        return scratch().writer();
    }

    Digests digests() {
        return scratch().digests();
    }

    void delivers(QueueName queue, List<String> receiptHandles) {
        delivery = new Delivery(queue, receiptHandles);
    }

    @Nullable Delivery delivery() {
        return delivery;
    }

    /** The finished answer. */
    JsonWriter finish() {
        JsonWriter writer = scratch().writer();
        writer.finish();
        return writer;
    }

    /** Forgets an answer that was begun. */
    void discard() {
        if (scratch != null) {
            gateway.scratches.give(scratch);
            scratch = null;
        }
    }

    private Scratch scratch() {
        Scratch taken = scratch;
        if (taken == null) {
            taken = gateway.scratches.take();
            scratch = taken;
        }
        return taken;
    }
}
