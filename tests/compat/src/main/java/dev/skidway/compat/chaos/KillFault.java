package dev.skidway.compat.chaos;

import java.io.IOException;
import java.util.Map;

/** SIGKILL: what the process had written stays in the system's cache, everything else is gone. */
final class KillFault implements Fault {

    private long kills;

    @Override
    public void strike(Site site) throws IOException {
        site.kill();
        kills++;
        site.start();
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of(FaultKind.KILL.key(), kills);
    }
}
