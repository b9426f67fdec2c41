package io.landfall.state;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL of its own for a test. */
public final class TestPostgres {
    private TestPostgres() {}

    /**
     * Starts one. It comes as a test library and needs nothing installed, but does not start everywhere: as root it asks
     * the kernel for a user namespace. Where that is refused the test is skipped, and says so.
     */
    public static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException | IllegalStateException e) {
            System.out.println("SKIPPED: PostgreSQL does not start here: " + e);
            return abort("PostgreSQL does not start here: " + e);
        }
    }
}
