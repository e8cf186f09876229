package dev.skidway.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes of memory and disk at one moment; what could not be learnt is null.
 *
 * @param residentBytes memory its process holds now
 * @param residentBytesMax the most it held since its start
 * @param cachedBytes pages of its files that the system keeps in memory
 * @param diskBytes size of all its files
 * @param diskBytesByKind the same by the beginnings of their names: journal, spare, snapshot …
 */
record Footprint(
        @Nullable Double residentBytes,
        @Nullable Double residentBytesMax,
        @Nullable Double cachedBytes,
        @Nullable Double diskBytes,
        SortedMap<String, Double> diskBytesByKind) {

    private static final double BYTES_PER_KIB = 1024;
    private static final double BYTES_PER_MIB = 1024 * 1024;

    static Footprint ofMemory(@Nullable Double residentBytes) {
        return new Footprint(residentBytes, null, null, null, Collections.emptySortedMap());
    }

    static Footprint of(long pid, DataFolder folder) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
        Map<String, Long> files = folder.fileBytes();
        SortedMap<String, Double> byKind = new TreeMap<>();
        files.forEach((name, bytes) -> byKind.merge(kind(name), (double) bytes, Double::sum));
        double diskBytes =
                byKind.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Footprint(
                residentBytes(lines),
                kibibytes(lines, "VmHWM:"),
                cachedBytes(folder.path(), files.keySet()),
                diskBytes,
                byKind);
    }

    static @Nullable Double residentBytes(List<String> status) {
        return kibibytes(status, "VmRSS:");
    }

    private static String kind(String name) {
        int end = name.indexOf('-');
        return end < 0 ? name : name.substring(0, end);
    }

    /** MiB on the disk by kind of file. */
    Map<String, @Nullable Object> diskKeys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        diskBytesByKind.forEach((kind, bytes) -> keys.put(kind, bytes / BYTES_PER_MIB));
        return keys;
    }

    Map<String, @Nullable Object> keys() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("rss_mib", mebibytes(residentBytes));
        keys.put("rss_max_mib", mebibytes(residentBytesMax));
        keys.put("page_cache_mib", mebibytes(cachedBytes));
        keys.put("disk_mib", mebibytes(diskBytes));
        return keys;
    }

    private static @Nullable Double mebibytes(@Nullable Double bytes) {
        return bytes == null ? null : bytes / BYTES_PER_MIB;
    }

    private static @Nullable Double kibibytes(List<String> status, String field) {
        for (String line : status) {
            if (line.startsWith(field)) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
            }
        }
        return null;
    }

    /** Asks util-linux's fincore; null where there is none. */
    private static @Nullable Double cachedBytes(Path folder, Iterable<String> names) throws IOException {
        Path fincore = Path.of("/usr/bin/fincore");
        if (!Files.isExecutable(fincore)) {
            return null;
        }
        List<String> command =
                new ArrayList<>(List.of(fincore.toString(), "--bytes", "--noheadings", "--output", "RES"));
        names.forEach(name -> command.add(folder.resolve(name).toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .mapToDouble(Double::parseDouble)
                .sum();
    }
}
