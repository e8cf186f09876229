package dev.skidway.gateway.sqs;

import dev.skidway.node.web.WebSafety;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** Headers of requests, and those that every answer carries. */
final class Headers {

    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final Header NOSNIFF = HeaderValues.createCached(WebSafety.NOSNIFF_NAME, WebSafety.NOSNIFF_VALUE);
    private static final Header POLICY = HeaderValues.createCached(WebSafety.POLICY_NAME, WebSafety.POLICY_DATA);

    private Headers() {}

    /** The first value of a header, or null. */
    static @Nullable String first(ServerRequest request, HeaderName name) {
        var headers = request.headers();
        return headers.contains(name) ? headers.get(name).get() : null;
    }

    /** Puts down the headers of an answer. */
    static void answer(ServerResponse response, String requestId, Header contentType) {
        response.header(contentType);
        response.header(HeaderValues.create(REQUEST_ID, requestId));
        response.header(NOSNIFF);
        response.header(POLICY);
    }
}
