package dev.skidway.compat.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** SIGSTOP: the process stands still, at times for longer than a lease or a client's patience, then goes on or is killed. */
final class StopFault implements Fault {

    private static final int SHORT_MILLIS_MAX = 1_000;
    private static final int LONG_MILLIS_MAX = 5_000;
    private static final int LONG_ONCE_IN = 4;
    private static final int KILLED_ONCE_IN = 4;

    private final Chance chance;
    private long stops;
    private long killedWhileStopped;

    StopFault(Chance chance) {
        this.chance = chance;
    }

    @Override
    public void strike(Site site) throws IOException {
        String pid = Long.toString(site.server().pid());
        Shell.run("kill", "-STOP", pid);
        stops++;
        Waiting.millis(1 + chance.nextInt(chance.onceIn(LONG_ONCE_IN) ? LONG_MILLIS_MAX : SHORT_MILLIS_MAX));
        Path state = Path.of("/proc", pid, "stat");
        if (Files.exists(state)) {
            site.expect(Files.readString(state).contains(") T "), "the process to stand still after SIGSTOP");
        }
        if (chance.onceIn(KILLED_ONCE_IN)) {
            site.kill();
            killedWhileStopped++;
            site.start();
        } else {
            Shell.run("kill", "-CONT", pid);
        }
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(FaultKind.STOP.key(), stops);
        counts.put("killed_while_stopped", killedWhileStopped);
        return counts;
    }
}
