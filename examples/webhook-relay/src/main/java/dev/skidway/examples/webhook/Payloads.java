package dev.skidway.examples.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded deliveries of this example: one JSON object a line, {@code {"event":…,"payload":{…}}}. */
final class Payloads {

    private static final String RESOURCE = "github-webhook-payloads.ndjson.gz";
    private static final JsonFactory JSON = new JsonFactory();

    private Payloads() {}

    static List<Webhook> read() throws IOException {
        try (InputStream compressed = Payloads.class.getResourceAsStream(RESOURCE)) {
            if (compressed == null) {
                throw new FileNotFoundException(RESOURCE);
            }
            var reader =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8));
            List<Webhook> webhooks = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                webhooks.add(webhook(line));
            }
            return webhooks;
        }
    }

    private static Webhook webhook(String line) throws IOException {
        String event = "";
        String payload = "";
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isPayload = parser.currentName().equals("payload");
                parser.nextToken();
                if (isPayload) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    payload =
                            line.substring(start, (int) parser.currentLocation().getCharOffset());
                } else {
                    event = parser.getText();
                }
            }
        }
        return new Webhook(event, payload);
    }
}
