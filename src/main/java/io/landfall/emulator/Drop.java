package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;

/** A place that Adobe writes exports to, reached by its real protocol. Not thread-safe. */
public interface Drop extends AutoCloseable {

    /**
     * Writes one file; folders appear as needed, a file of the same key is replaced.
     *
     * @param key the whole path, parts separated by {@code /}
     * @param modified the time of last modification that the store shall show
     * @throws IOException when the store refuses or cannot be reached
     */
    void write(String key, byte[] content, Instant modified) throws IOException;

    @Override
    void close();

    /** Connects with what the dataflow's connections say. */
    @FunctionalInterface
    interface Opener {

        /**
         * @param base the base connection, its credentials in clear
         * @param target the target connection
         * @throws IOException when the store refuses or cannot be reached
         */
        Drop open(JsonNode base, JsonNode target) throws IOException;
    }

    /** A drop that is opened by its first write. */
    static Drop whenNeeded(Opener opener, JsonNode base, JsonNode target) {
        return new Drop() {
            private Drop open;

            @Override
            public void write(String key, byte[] content, Instant modified) throws IOException {
                if (open == null) {
                    open = opener.open(base, target);
                }
                open.write(key, content, modified);
            }

            @Override
            public void close() {
                if (open != null) {
                    open.close();
                }
            }
        };
    }
}
