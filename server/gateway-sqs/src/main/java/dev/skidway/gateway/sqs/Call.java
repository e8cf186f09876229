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
    private final WireFormat format;
    private final WireFormat.Asked asked;
    private final Params params;
    private final Origin origin;
    private final String host;
    private final CallerGone caller;
    private final @Nullable QueueName pathQueue;
    private @Nullable Scratch scratch;
    private @Nullable Delivery delivery;

    Call(Gateway gateway, WireFormat format, WireFormat.Asked asked, String requestId, String host, CallerGone caller) {
        this.gateway = gateway;
        this.format = format;
        this.asked = asked;
        this.params = asked.params();
        this.origin = new Origin(asked.principal(), requestId);
        this.host = host;
        this.caller = caller;
        this.pathQueue = asked.pathQueue();
    }

    /** What every call shares. */
    record Gateway(QueueService service, QueueUrls urls, String region, SqsLimits limits) {}

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

    SqsLimits limits() {
        return gateway.limits;
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
    WireWriter finish() {
        WireWriter writer = scratch().writer();
        writer.finish();
        return writer;
    }

    /** Forgets an answer that was begun. */
    void discard() {
        if (scratch != null) {
            format.scratches().give(scratch);
            scratch = null;
        }
    }

    private Scratch scratch() {
        Scratch taken = scratch;
        if (taken == null) {
            taken = format.scratches().take();
            taken.writer().begin(asked.action(), origin.requestId());
            scratch = taken;
        }
        return taken;
    }
}
