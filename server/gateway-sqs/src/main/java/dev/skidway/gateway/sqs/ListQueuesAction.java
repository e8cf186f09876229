package dev.skidway.gateway.sqs;

import dev.skidway.queues.ListQueues;
import dev.skidway.queues.QueueView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** ListQueues: names in order, by prefix, page by page. */
final class ListQueuesAction implements SqsAction {

    static final int RESULTS_MAX = 1000;

    @Override
    public void handle(Call call) {
        String prefix = call.params().text("QueueNamePrefix");
        Long resultsMax = resultsMax(call.params());
        ListQueues command = new ListQueues(
                call.urls().account(),
                prefix == null ? "" : prefix,
                after(call.params().text("NextToken")),
                resultsMax == null ? RESULTS_MAX : resultsMax.intValue());
        ListQueues.Reply page = ErrorMap.reply(call.service().listQueues(command));

        ReplyWriter reply = call.reply();
        if (page.queues().isEmpty()) {
            return;
        }
        reply.beginList("QueueUrls", "QueueUrl");
        for (QueueView queue : page.queues()) {
            reply.item(call.urlOf(queue.queue()));
        }
        reply.endList();
        if (page.more() && resultsMax != null) {
            reply.text("NextToken", token(page.queues().getLast().queue().name()));
        }
    }

    static @Nullable Long resultsMax(Params params) {
        Long resultsMax = params.integer("MaxResults");
        if (resultsMax != null && (resultsMax < 1 || resultsMax > RESULTS_MAX)) {
            throw SqsFault.invalidParameter(
                    resultsMax, "MaxResults", "Must be between 1 and " + RESULTS_MAX + ", if provided.");
        }
        return resultsMax;
    }

    static String token(String lastName) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastName.getBytes(StandardCharsets.UTF_8));
    }

    static String after(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        String name;
        try {
            name = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            name = "";
        }
        if (!QueueUrls.isQueueName(name)) {
            throw SqsFault.invalidParameter(
                    Shown.text(token), "NextToken", "It must be one that this action answered with.");
        }
        return name;
    }
}
