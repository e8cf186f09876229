package dev.skidway.app.config;

/** What is logged and how it looks. */
@About("What is logged, and how a line looks. Message bodies and credentials are never logged.")
public record LogSection(
        @Key(
                value = "auto",
                oneOf = {"auto", "human", "json"},
                reason = "Lines for people on a terminal, JSON for machines otherwise.")
        String format,

        @Key(
                value = "info",
                oneOf = {"error", "warn", "info", "debug"},
                reason = "The least important lines that are still written.")
        String level) {}
