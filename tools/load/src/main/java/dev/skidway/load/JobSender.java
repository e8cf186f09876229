package dev.skidway.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends each job when it is due; jobs that became due while a send was under way go together in the next. */
final class JobSender implements Runnable {

    private final TraceOptions options;
    private final RunState state;
    private final long startNanos;
    private final Target target;
    private final Calls calls;
    private final String opening;

    JobSender(TraceOptions options, RunState state, long startNanos, Target target, String queueUrl) {
        this.options = options;
        this.state = state;
        this.startNanos = startNanos;
        this.target = target;
        calls = new Calls(target.host());
        opening = "{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[";
    }

    @Override
    public void run() {
        int next = 0;
        while (next < options.jobs().size() && !state.broken()) {
            try (HttpLink link = new HttpLink(target.sqs())) {
                while (next < options.jobs().size() && !state.broken()) {
                    next += sendDue(link, next);
                }
            } catch (IOException failure) {
                state.failed(failure);
            }
        }
    }

    private int sendDue(HttpLink link, int first) throws IOException {
        state.pace.awaitNanos(startNanos + options.dueNanos(first));
        long now = state.pace.now() - startNanos;
        int count = 0;
        StringBuilder body = new StringBuilder(opening);
        while (count < LoadOptions.BATCH_MAX
                && first + count < options.jobs().size()
                && options.dueNanos(first + count) <= now) {
            body.append(count == 0 ? "" : ",").append(entry(count, first + count));
            count++;
        }
        int status = link.exchange(
                calls.request("SendMessageBatch", body.append("]}").toString()));
        if (status != 200 || link.bodyText().contains("\"SenderFault\"")) {
            throw new UnexpectedAnswer("every job accepted", "status " + status + ": " + link.bodyText());
        }
        for (int i = 0; i < count; i++) {
            state.ledger.acknowledged(first + i);
        }
        return count;
    }

    private String entry(int id, int job) {
        byte[] body = MessageBody.blank(MessageBody.HEAD_BYTES);
        MessageBody.writeNumber(body, 0, job);
        String group = options.fairByUser()
                ? ",\"MessageGroupId\":\"user-" + options.jobs().get(job).user() + "\""
                : "";
        return "{\"Id\":\"" + id + "\",\"MessageBody\":\"" + new String(body, StandardCharsets.US_ASCII) + "\"" + group
                + "}";
    }
}
