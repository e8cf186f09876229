package dev.skidway.compat.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The wall clock of the server jumps.
 *
 * <p>Steps of less than an hour are followed slowly. Larger ones are disputed and not followed until the clock comes back. A start with a
 * clock far from the newest frame is refused; one with a clock a little ahead takes up there, which carries engine time ahead.
 */
final class ClockFault implements Fault {

    /** Any two of them are less than an hour apart, so that none is disputed. */
    private static final int STEP_MINUTES_MAX = 25;

    private static final int HOURS_MIN = 2;
    private static final int HOURS_MAX = 72;
    private static final int FAR_AHEAD_DAYS = 32;
    private static final int SETTLING_MILLIS_MAX = 1_500;
    private static final int BAD_CONFIGURATION = 2;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path file;
    private final ClockFile clock;
    private final Chance chance;
    private long shifts;
    private long disputes;
    private long restarts;
    private long startsRefused;

    private ClockFault(Path file, ClockFile clock, Chance chance) {
        this.file = file;
        this.clock = clock;
        this.chance = chance;
    }

    static ClockFault open(Path folder, Chance chance) throws IOException {
        Path file = Files.createDirectories(folder).resolve("clock");
        return new ClockFault(file, ClockFile.open(file), chance);
    }

    @Override
    public List<String> command(ServerCommands commands) {
        return commands.movableClock(file);
    }

    @Override
    public void strike(Site site) throws IOException {
        // In turn, so that even a short run meets each.
        switch ((int) (shifts++ % 4)) {
            case 0 -> step(site);
            case 1 -> dispute(site);
            case 2 -> startAhead(site);
            default -> startRefused(site);
        }
    }

    private void step(Site site) {
        clock.shift(minutes(-STEP_MINUTES_MAX, STEP_MINUTES_MAX));
        Waiting.millis(chance.nextInt(SETTLING_MILLIS_MAX));
        site.expect(site.server().running(), "the server to outlive a step of its clock");
    }

    private void dispute(Site site) {
        Duration before = Duration.ofMillis(clock.offsetMillis());
        long hours = chance.nextLong(HOURS_MIN, HOURS_MAX);
        clock.shift(before.plusHours(chance.onceIn(2) ? hours : -hours));
        disputes++;
        site.expect(
                Waiting.until(() -> disputed(site), LIMIT), "the clock to be disputed after a step of " + hours + " h");
        clock.shift(before);
        site.expect(
                Waiting.until(() -> !disputed(site), LIMIT), "the clock to be believed again once it had come back");
    }

    private void startAhead(Site site) throws IOException {
        site.kill();
        restarts++;
        clock.shift(minutes(0, STEP_MINUTES_MAX));
        start(site);
    }

    private void startRefused(Site site) throws IOException {
        Duration before = Duration.ofMillis(clock.offsetMillis());
        boolean ahead = chance.onceIn(2);
        site.kill();
        clock.shift(ahead ? before.plusDays(FAR_AHEAD_DAYS) : before.minusHours(HOURS_MIN));
        OptionalInt status = site.tryToStart();
        startsRefused += status.isPresent() ? 1 : 0;
        String code = ahead ? "SK-ENG-014" : "SK-ENG-013";
        site.expect(
                status.orElse(0) == BAD_CONFIGURATION && site.logged(code),
                "a start with a clock far off to end with 2 and " + code + ", found status " + status);
        if (status.isEmpty()) {
            site.kill();
        }
        clock.shift(before);
        start(site);
    }

    /** Engine time starts at the wall clock, so whatever was counted in it before may be over. */
    private static void start(Site site) throws IOException {
        site.history().add(new Entry.TimePassed(System.nanoTime()));
        site.start();
    }

    private Duration minutes(int from, int to) {
        return Duration.ofMillis(chance.nextLong(
                Duration.ofMinutes(from).toMillis(), Duration.ofMinutes(to).toMillis()));
    }

    private static boolean disputed(Site site) {
        URI page = site.server().httpAddress().resolve("/metrics");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return metrics.lines()
                    .anyMatch(line -> line.startsWith("skidway_partition_clock_disputed{") && line.endsWith("} 1.0"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(FaultKind.CLOCK.key(), shifts);
        counts.put("clock_disputes", disputes);
        counts.put("starts_with_clock_ahead", restarts);
        counts.put("starts_refused_for_clock", startsRefused);
        return counts;
    }
}
