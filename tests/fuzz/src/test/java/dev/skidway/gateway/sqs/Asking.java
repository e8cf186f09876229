package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.CallerGone;
import dev.skidway.node.QueueService;
import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.node.SentMessage;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendMessages;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has an action carried out against a service that stores nothing. */
final class Asking {

    static final int BYTES_MAX = 1 << 20;
    static final int ENTRIES_MAX = 10;

    private static final QueueService NOBODY = (QueueService) Proxy.newProxyInstance(
            QueueService.class.getClassLoader(),
            new Class<?>[] {QueueService.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));

    private final Call.Gateway gateway =
            new Call.Gateway(NOBODY, new QueueUrls("000000000000"), "us-east-1", SqsLimits.AWS);

    /** What a client would get. */
    byte[] answer(WireFormat format, Actions.Row action, Params params) {
        WireFormat.Asked asked = new WireFormat.Asked(action, params, "anonymous", null);
        Call call = new Call(gateway, format, asked, "request-1", "127.0.0.1:9324", CallerGone.NEVER);
        try {
            action.code().handle(call);
            WireWriter writer = call.finish();
            return Arrays.copyOf(writer.bytes(), writer.length());
        } finally {
            call.discard();
        }
    }

    QueueUrls urls() {
        return gateway.urls();
    }

    private static @Nullable Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "createQueue" -> new Outcome.Done<>(new CreateQueue.Reply(true));
            case "send" -> {
                int count = ((SendMessages) arguments[0]).messages().size();
                yield new Outcome.Done<>(
                        Collections.nCopies(count, new SentMessage.Stored("00000000-0000-0000-0000-000000000001")));
            }
            case "receive" -> new Outcome.Done<>(List.of());
            case "delete", "changeVisibility" ->
                new Outcome.Done<>(Collections.nCopies(((List<?>) arguments[1]).size(), HandleResult.DONE));
            default -> new Outcome.Refused<>(new Rejection(QueueRejection.QUEUE_NOT_FOUND, "no"));
        };
    }
}
