package dev.skidway.node.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of strangers away from a port, even one that listens on loopback only.
 *
 * <p>DNS rebinding is stopped by an allow-list of {@code Host} names, cross-site requests by refusing any {@code Origin} other than
 * the port itself. No CORS header is ever sent. Knows no HTTP library: each port asks {@link #refusal} first and adds the response
 * headers named here.
 */
public final class WebSafety {

    /** Response header: answers are never sniffed for another type. */
    public static final String NOSNIFF_NAME = "X-Content-Type-Options";

    public static final String NOSNIFF_VALUE = "nosniff";

    /** Response header: what a page from this port may load and do. */
    public static final String POLICY_NAME = "Content-Security-Policy";

    /** For answers that are data: nothing may be loaded, and nobody may frame it. */
    public static final String POLICY_DATA = "default-src 'none'; frame-ancestors 'none'";

    /** For pages: only what this port serves itself, no inline script. */
    public static final String POLICY_PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final List<String> hosts;

    /**
     * Allows loopback names and {@code hosts}.
     *
     * @param hosts further host names without port; {@code *.example.org} allows every name below it
     */
    public WebSafety(List<String> hosts) {
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Says why a request must be refused, or null when it may go on.
     *
     * @param host value of the {@code Host} header
     * @param origin value of the {@code Origin} header
     * @param fetchSite value of the {@code Sec-Fetch-Site} header
     */
    public @Nullable String refusal(@Nullable String host, @Nullable String origin, @Nullable String fetchSite) {
        if (host == null || host.isEmpty()) {
            return "the Host header is missing";
        }
        if (!allowed(hostName(host))) {
            return "this host name is not on the list of names the server answers to; add it to the configuration if it is yours";
        }
        if (origin != null && !sameOrigin(origin, host)) {
            return "requests from pages of another origin are not served";
        }
        if (fetchSite != null && fetchSite.equals("cross-site")) {
            return "requests from pages of another site are not served";
        }
        return null;
    }

    private boolean allowed(String name) {
        if (isLoopback(name)) {
            return true;
        }
        for (String host : hosts) {
            if (host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host)) {
                return true;
            }
        }
        return false;
    }

    /** True for names that no outside name server can point elsewhere: localhost, names below it, 127.0.0.0/8 and ::1. */
    static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || isLoopbackAddress(name);
    }

    private static boolean isLoopbackAddress(String name) {
        if (!name.startsWith("127.")) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3 && !name.endsWith(".");
    }

    private static boolean sameOrigin(String origin, String host) {
        int authority = origin.indexOf("://");
        return authority > 0
                && origin.regionMatches(true, authority + 3, host, 0, host.length())
                && origin.length() == authority + 3 + host.length();
    }

    /** The name in a {@code Host} header, without port, in lower case. */
    static String hostName(String host) {
        int end = host.length();
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            end = close < 0 ? end : close + 1;
        } else {
            int colon = host.indexOf(':');
            end = colon < 0 ? end : colon;
        }
        return host.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
