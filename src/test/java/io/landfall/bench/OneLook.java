package io.landfall.bench;

import io.landfall.faults.Looker;
import io.landfall.model.Compression;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.Landing;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.storage.ByteBudget;
import io.landfall.storage.LookRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One look by the routes as they are delivered, in a process of its own, as {@code landfall verify} makes it. Prints how
 * many files it saw, how many it found bad, and how many milliseconds it took without the start of the process; where
 * files are read, those of a second look too, as a process that goes on makes it.
 */
final class OneLook {
    private OneLook() {}

    /** @param args store type, depth, files that the run says, concurrency, and the storage's keys as name=value */
    public static void main(String[] args) throws Exception {
        Map<String, String> place = new HashMap<>();
        Map<String, Secret> reader = new HashMap<>();
        for (int i = 4; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            if (pair[0].startsWith("reader.")) {
                reader.put(pair[0].substring("reader.".length()), new Secret(pair[1]));
            } else {
                place.put(pair[0], pair[1]);
            }
        }
        Storage storage = new Storage(
                "bench",
                StorageType.valueOf(args[0]),
                place,
                Map.of(),
                reader,
                Integer.parseInt(args[3]),
                Duration.ofSeconds(60));
        try (Looker looker = new Looker(Runtime.getRuntime().maxMemory())) {
            Depth depth = Depth.valueOf(args[1]);
            StringBuilder times = new StringBuilder();
            Landing landing = Landing.none();
            for (int look = 0; look < (depth == Depth.PRESENCE ? 1 : 2); look++) {
                long began = System.nanoTime();
                landing = looker.seen(request(storage, depth, Long.parseLong(args[2])));
                times.append(' ').append((System.nanoTime() - began) / 1_000_000);
            }
            System.out.println(
                    landing.files() + " " + (landing.corrupt() + landing.wrongFormat() + landing.empty()) + times);
        }
        System.exit(0);
    }

    private static LookRequest request(Storage storage, Depth depth, long said) {
        return new LookRequest(
                storage,
                "aep/orders",
                Looker.DATASET,
                Looker.DUE,
                Looker.NEXT,
                Optional.empty(),
                Format.JSON,
                Compression.GZIP,
                depth,
                said > 0 ? Optional.of(said) : Optional.empty(),
                Optional.of(Looker.DUE.plusSeconds(60)),
                Duration.ZERO,
                new ByteBudget(Long.MAX_VALUE));
    }
}
