package dev.skidway.gateway.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads who signed a request from its {@code Authorization} header or query string; the signature itself is not checked: loopback trusts everybody. */
final class SigV4Header {

    /** Principal of a request without credentials. */
    static final String ANONYMOUS = "anonymous";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int KEY_CHARS_MAX = 128;

    private SigV4Header() {}

    /** The access key id, {@link #ANONYMOUS} without a header; anything that is not a whole SigV4 header is a fault. */
    static String principal(@Nullable String authorization) {
        if (authorization == null || authorization.isEmpty()) {
            return ANONYMOUS;
        }
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw new SqsFault(
                    SqsError.INCOMPLETE_SIGNATURE,
                    "The Authorization header must begin with " + ALGORITHM + "; other schemes are not known here.");
        }
        String credential = part(authorization, "Credential=");
        part(authorization, "SignedHeaders=");
        part(authorization, "Signature=");
        // access key id / yyyymmdd / region / service / aws4_request; an access key id holds no slash.
        int slash = credential.indexOf('/');
        int slashes = 0;
        for (int i = 0; i < credential.length(); i++) {
            slashes += credential.charAt(i) == '/' ? 1 : 0;
        }
        if (slashes != 4 || !credential.endsWith("/aws4_request") || !isKey(credential, slash)) {
            throw new SqsFault(
                    SqsError.INCOMPLETE_SIGNATURE,
                    "Credential must have the form <access-key-id>/<date>/<region>/sqs/aws4_request.");
        }
        return credential.substring(0, slash);
    }

    /** The same for requests that may carry their signature among their parameters, in its present or its older form. */
    static String principal(@Nullable String authorization, Map<String, String> parameters) {
        String credential = parameters.get("X-Amz-Credential");
        String key = credential == null
                ? parameters.get("AWSAccessKeyId")
                : credential.substring(0, Math.max(0, credential.indexOf('/')));
        if (key == null || (authorization != null && !authorization.isEmpty())) {
            return principal(authorization);
        }
        if (!isKey(key, key.length())) {
            throw new SqsFault(
                    SqsError.INCOMPLETE_SIGNATURE,
                    "The access key id has 1 to " + KEY_CHARS_MAX + " visible characters.");
        }
        return key;
    }

    private static String part(String authorization, String name) {
        int from = authorization.indexOf(name, ALGORITHM.length());
        char before = from < 0 ? 0 : authorization.charAt(from - 1);
        if (before != ' ' && before != ',') {
            throw new SqsFault(
                    SqsError.INCOMPLETE_SIGNATURE,
                    "Authorization header requires '" + name.substring(0, name.length() - 1) + "' parameter.");
        }
        int start = from + name.length();
        int end = authorization.indexOf(',', start);
        return authorization
                .substring(start, end < 0 ? authorization.length() : end)
                .trim();
    }

    private static boolean isKey(String credential, int end) {
        if (end < 1 || end > KEY_CHARS_MAX) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = credential.charAt(i);
            if (c == ' ' || !Ascii.isVisible(c)) {
                return false;
            }
        }
        return true;
    }
}
