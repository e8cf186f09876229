package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** One wire format: finds the action and its parameters in a request, and writes answers and errors. */
interface WireFormat {

    /** What a request asks for, who asks, and the queue that its path names. */
    record Asked(
            Actions.Row action,
            Params params,
            String principal,
            @Nullable QueueName pathQueue) {}

    /** Refuses what needs no body to be refused. */
    void admit(ServerRequest request);

    Asked read(ServerRequest request, byte[] body);

    /** What answers in this format are written with. */
    Scratch.Pool scratches();

    /** Sends a finished reply with status 200. */
    void reply(ServerResponse response, String requestId, WireWriter reply);

    void error(ServerResponse response, String requestId, SqsFault fault);
}
