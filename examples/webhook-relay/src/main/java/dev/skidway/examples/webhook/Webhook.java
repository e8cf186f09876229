package dev.skidway.examples.webhook;

/**
 * One webhook delivery to relay.
 *
 * @param event GitHub's name of the event, such as {@code push}
 * @param payload the JSON body, passed on byte for byte
 */
record Webhook(String event, String payload) {}
