package io.landfall.runtime;

/**
 * A message on its way to a channel, as {@code routes/alert.camel.yaml} reads it.
 *
 * @param id the outbox row's
 * @param due false where there is nothing to send
 * @param contentType of the body
 * @param subject one line, for mail
 */
public record Delivery(String id, boolean due, String channel, String contentType, String body, String subject) {

    static Delivery none(String id) {
        return new Delivery(id, false, "", "", "", "");
    }
}
