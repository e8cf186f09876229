package dev.skidway.app.config;

import java.util.regex.Pattern;

/** Knows which host names stay inside this machine, without asking a name server. */
final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private Loopback() {}

    static boolean names(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || IPV4.matcher(host).matches();
    }
}
