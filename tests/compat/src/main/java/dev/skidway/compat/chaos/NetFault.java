package dev.skidway.compat.chaos;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections through a {@link FaultProxy}; a strike is a handful of them spoiled. */
final class NetFault implements Fault {

    private static final int CONNECTIONS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Chance chance;
    private @Nullable FaultProxy proxy;

    NetFault(Chance chance) {
        this.chance = chance;
    }

    @Override
    public URI endpoint(URI server) throws IOException {
        proxy = FaultProxy.to(server, chance);
        return proxy.address();
    }

    private FaultProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("nobody has asked for the endpoint yet");
        }
        return proxy;
    }

    @Override
    public void strike(Site site) {
        long struck = proxy().struckCount();
        site.expect(
                Waiting.until(() -> proxy().struckCount() >= struck + CONNECTIONS, LIMIT),
                CONNECTIONS + " connections to be spoiled within " + LIMIT);
        site.expect(site.server().running(), "the server to outlive spoiled connections");
    }

    @Override
    public void calm(Site site) {
        proxy().calm();
        for (FaultProxy.Kind kind : FaultProxy.Kind.values()) {
            site.expect(proxy().struckCount(kind) > 0, "a connection to meet " + kind);
        }
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(FaultKind.NET.key(), proxy().struckCount());
        for (FaultProxy.Kind kind : FaultProxy.Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), proxy().struckCount(kind));
        }
        return counts;
    }

    @Override
    public void close() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }
}
