package io.landfall.faults;

import io.landfall.faults.Tap.Weather;
import io.landfall.state.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of a wire between {@code landfall run} and each of its neighbours, while exports fall due: what cannot be
 * asked is {@code UNKNOWN} and nothing else, all is well within two rounds after the fault, no message comes with a second
 * id, no thread and no connection is left behind. Three faults at once, each with a process, a world and a database of its
 * own: mostly it is waiting.
 */
@Tag("long")
class NeighboursTest {
    @TempDir
    static Path folder;

    private static final Map<Weather, Future<?>> STREETS = new EnumMap<>(Weather.class);
    private static EmbeddedPostgres postgres;
    private static ExecutorService all;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start();
        all = Executors.newFixedThreadPool(3);
        for (Weather weather : Weather.values()) {
            Path own = Files.createDirectory(folder.resolve(weather.name()));
            if (weather != Weather.FAIR) {
                STREETS.put(weather, all.submit(() -> {
                    try (Street street = new Street(own, postgres, weather)) {
                        street.live();
                        return null;
                    }
                }));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            all.shutdownNow();
            postgres.close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Weather.class, mode = EnumSource.Mode.EXCLUDE, names = "FAIR")
    void isWeathered(Weather weather) throws Throwable {
        try {
            STREETS.get(weather).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
