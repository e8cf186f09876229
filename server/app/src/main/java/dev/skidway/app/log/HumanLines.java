package dev.skidway.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Lines a person reads: time, level, where, what, and the fields that belong to it. */
final class HumanLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        time.formatTo(event.getInstant(), line);
        line.append(' ').append(event.getLevel().toString());
        line.append(" ".repeat(Math.max(1, 6 - event.getLevel().toString().length())));
        line.append(shortName(event.getLoggerName())).append("  ");
        line.append(event.getFormattedMessage().replace("\n", "\n    "));
        for (Map.Entry<String, String> field : event.getMDCPropertyMap().entrySet()) {
            line.append("  ").append(field.getKey()).append('=').append(field.getValue());
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
