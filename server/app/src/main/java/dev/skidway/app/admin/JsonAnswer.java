package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skidway.node.web.WebSafety;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Answers with one JSON object, and with what makes it safe before a browser. */
final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();
    static final HeaderName POLICY = HeaderNames.create(WebSafety.POLICY_NAME);

    private JsonAnswer() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /** Sets the headers of every answer in JSON. */
    static void headers(ServerResponse response) {
        response.header(POLICY, WebSafety.POLICY_DATA);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
    }

    static void send(ServerResponse response, Status status, Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        }
        response.status(status);
        headers(response);
        response.send(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Says what went wrong. */
    static void error(ServerResponse response, Status status, String code, String message) throws IOException {
        send(response, status, out -> {
            out.writeStringField("code", code);
            out.writeStringField("message", message);
        });
    }
}
