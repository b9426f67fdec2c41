package io.landfall.spec;

/** A value that cannot be what it should be; the message goes on behind the value and never holds it. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String nearest;

    BadValue(String what) {
        this(what, null);
    }

    BadValue(String what, String nearest) {
        super(what, null, false, false);
        this.nearest = nearest;
    }

    String nearest() {
        return nearest;
    }
}
