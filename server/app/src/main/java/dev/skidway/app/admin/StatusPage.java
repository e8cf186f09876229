package dev.skidway.app.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The page at {@code /}: how the server is, at a glance. */
final class StatusPage {

    private StatusPage() {}

    static String of(Status status) {
        Html page = new Html();
        page.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Skidway</title>")
                .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .raw("<link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/style.css\">")
                .raw("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>")
                .raw("<script src=\"/refresh.js\" defer></script></head><body><main>");
        header(page, status);
        traffic(page, status.traffic());
        queues(page, status);
        facts(page, status);
        return page.raw("</main></body></html>").toString();
    }

    private static void header(Html page, Status status) {
        page.raw("<header><h1><img src=\"/icon.svg\" alt=\"\" width=\"28\" height=\"28\">Skidway</h1>");
        String phase = status.stage().phase().name();
        page.element("span", "badge " + phase.toLowerCase(Locale.ROOT), phase.toLowerCase(Locale.ROOT));
        if (!status.space().equals("OPEN")) {
            page.element("span", "badge failed", spaceText(status.space()));
        }
        page.element("span", "quiet", "up " + Figures.span(status.uptimeMillis()));
        page.raw("</header>");
        if (!status.stage().reason().isEmpty()) {
            page.element("p", "notice", status.stage().reason());
        }
    }

    private static void traffic(Html page, Status.Traffic traffic) {
        page.raw("<section class=\"cards\">");
        card(page, "sent", "msg/s", traffic.sent());
        card(page, "received", "msg/s", traffic.received());
        card(page, "deleted", "msg/s", traffic.deleted());
        card(page, "forces", "per s", traffic.forces());
        page.raw("</section>");
    }

    private static void card(Html page, String title, String unit, List<Long> perSecond) {
        long last = perSecond.isEmpty() ? 0 : perSecond.getLast();
        page.raw("<div class=\"card\">").element("h2", "", title);
        page.raw("<p>")
                .element("b", "", Figures.count(last))
                .raw(" ")
                .element("span", "quiet", unit)
                .raw("</p>");
        page.raw(Sparkline.of(perSecond, title + " in the last minute")).raw("</div>");
    }

    private static void queues(Html page, Status status) {
        page.raw("<section><h2>Queues</h2>");
        if (status.queues().isEmpty()) {
            page.raw("<p class=\"notice\">No queues yet. Make one: <code>aws --endpoint-url http://localhost:9324 sqs")
                    .raw(" create-queue --queue-name orders</code></p></section>");
            return;
        }
        page.raw("<div class=\"wide\"><table><thead><tr><th>Name</th><th>Ready</th><th>In flight</th><th>Delayed</th>")
                .raw("<th>Oldest</th><th>In /s</th><th>Done /s</th></tr></thead><tbody>");
        for (Status.QueueLine queue : status.queues()) {
            page.raw("<tr><th><a href=\"/api/queues/" + URLEncoder.encode(queue.name(), StandardCharsets.UTF_8))
                    .raw("/messages\">")
                    .text(queue.name())
                    .raw("</a></th>");
            page.element("td", "", Figures.count(queue.visible()));
            page.element("td", "", Figures.count(queue.leased()));
            page.element("td", "", Figures.count(queue.delayed()));
            page.element("td", "", queue.oldestAgeMillis() < 0 ? "–" : Figures.span(queue.oldestAgeMillis()));
            page.element("td", "", Figures.rate(queue.sentPerSecond()));
            page.element("td", "", Figures.rate(queue.deletedPerSecond())).raw("</tr>");
        }
        page.raw("</tbody></table></div>");
        if (status.moreQueues()) {
            page.element("p", "quiet", "Only the first " + status.queues().size() + " by name are shown.");
        }
        page.raw("</section>");
    }

    private static void facts(Html page, Status status) {
        page.raw("<section><h2>Server</h2><dl>");
        fact(page, "Durability", status.durability());
        fact(page, "Data folder", status.dataFolder());
        fact(page, "Journal written", Figures.bytes(status.traffic().bytesWritten()) + " since start");
        fact(
                page,
                "Force",
                String.format(
                        Locale.ROOT, "%.2f ms on average", status.traffic().forceMillisMean()));
        fact(page, "Space", spaceText(status.space()));
        fact(page, "Version", status.version());
        page.raw("</dl><p class=\"quiet\"><a href=\"/metrics\">metrics</a> · <a href=\"/health/ready\">health</a> ·")
                .raw(" <a href=\"/api/status\">this page as JSON</a></p></section>");
    }

    private static void fact(Html page, String name, String value) {
        page.element("dt", "", name).element("dd", "", value);
    }

    private static String spaceText(String space) {
        return switch (space) {
            case "OPEN" -> "enough";
            case "HIGH_WATER" -> "nearly full: sends are refused, receives and deletes go on";
            case "EXHAUSTED" -> "full: nothing can be written";
            default -> space.toLowerCase(Locale.ROOT);
        };
    }
}
