package io.landfall.state;

/** An incident was opened or changed by another replica meanwhile: the transaction is to be repeated from its start. */
public final class StaleIncident extends RuntimeException {
    public StaleIncident(String key) {
        super("incident " + key + " was changed meanwhile");
    }
}
