package dev.skidway.gateway.sqs;

import dev.skidway.queues.ListDeadLetterSources;
import dev.skidway.queues.QueueName;

/** ListDeadLetterSourceQueues: the queues whose RedrivePolicy names this one, page by page. */
final class ListDeadLetterSourceQueuesAction implements SqsAction {

    @Override
    public void handle(Call call) {
        QueueName queue = call.queue();
        Long resultsMax = ListQueuesAction.resultsMax(call.params());
        ListDeadLetterSources.Reply page = ErrorMap.reply(call.service()
                .listDeadLetterSources(new ListDeadLetterSources(
                        queue,
                        ListQueuesAction.after(call.params().text("NextToken")),
                        resultsMax == null ? ListQueuesAction.RESULTS_MAX : resultsMax.intValue())));

        ReplyWriter reply = call.reply();
        // The one list of SQS whose JSON name begins with a small letter, and which is there even when empty.
        reply.beginList("queueUrls", "QueueUrl");
        for (QueueName source : page.sources()) {
            reply.item(call.urlOf(source));
        }
        reply.endList();
        if (page.more() && resultsMax != null) {
            reply.text(
                    "NextToken", ListQueuesAction.token(page.sources().getLast().name()));
        }
    }
}
