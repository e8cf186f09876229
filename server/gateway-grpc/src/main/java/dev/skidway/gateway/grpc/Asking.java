package dev.skidway.gateway.grpc;

import dev.skidway.node.web.WebSafety;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;

/**
 * Who asks: keeps strangers' web pages away, and tells a call its namespace.
 *
 * <p>Browsers cannot speak gRPC by themselves; the check is there for what stands between them and this port.
 */
final class Asking implements ServerInterceptor {

    /** Request header that names the namespace. */
    static final Metadata.Key<String> NAMESPACE_HEADER =
            Metadata.Key.of("skidway-namespace", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> ORIGIN = Metadata.Key.of("origin", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> FETCH_SITE =
            Metadata.Key.of("sec-fetch-site", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> NAMESPACE = Context.key("skidway-namespace");
    private static final int NAMESPACE_CHARS_MAX = 64;
    private static final String PRINCIPAL = "anonymous";

    private final WebSafety safety;
    private final String namespaceDefault;

    Asking(List<String> hostNames, String namespaceDefault) {
        this.safety = new WebSafety(hostNames);
        this.namespaceDefault = namespaceDefault;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String refusal = safety.refusal(call.getAuthority(), headers.get(ORIGIN), headers.get(FETCH_SITE));
        if (refusal != null) {
            return closed(call, new Refusal(GrpcError.HOST_REFUSED, refusal));
        }
        String named = headers.get(NAMESPACE_HEADER);
        if (named != null && !isNamespace(named)) {
            return closed(
                    call,
                    Refusal.invalid("skidway-namespace: expected 1 to " + NAMESPACE_CHARS_MAX
                            + " characters [A-Za-z0-9_-], found something else"));
        }
        String namespace = named == null ? namespaceDefault : named;
        return Contexts.interceptCall(Context.current().withValue(NAMESPACE, namespace), call, headers, next);
    }

    private static <Q, A> ServerCall.Listener<Q> closed(ServerCall<Q, A> call, Refusal refusal) {
        StatusRuntimeException status = ErrorMap.status(refusal);
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    private static boolean isNamespace(String text) {
        return !text.isEmpty()
                && text.length() <= NAMESPACE_CHARS_MAX
                && text.chars().allMatch(Asking::isNameChar);
    }

    private static boolean isNameChar(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** The namespace of the call that runs on this thread. */
    static String namespace() {
        return NAMESPACE.get();
    }

    /** A queue of that namespace. */
    static QueueName queue(String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("queue: expected a name, found none");
        }
        return new QueueName(namespace(), name);
    }

    /** Who asks, for administrative events. */
    static Origin origin() {
        return new Origin(PRINCIPAL, UUID.randomUUID().toString());
    }
}
