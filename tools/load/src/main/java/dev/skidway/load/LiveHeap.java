package dev.skidway.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM, through {@code jcmd}, how many bytes of its heap are alive; that makes it collect garbage first. */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private LiveHeap() {}

    static double bytes(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return total(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    static double total(String histogram) throws IOException {
        Matcher matcher = TOTAL.matcher(histogram);
        if (!matcher.find()) {
            throw new IOException("expected a histogram of a heap from jcmd, found: "
                    + histogram.lines().findFirst().orElse("nothing"));
        }
        return Double.parseDouble(matcher.group(1));
    }
}
