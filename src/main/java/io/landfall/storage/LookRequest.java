package io.landfall.storage;

import io.landfall.model.Compression;
import io.landfall.model.Dataset;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code direct:look} is asked: look into a storage for one dataset of one slot.
 *
 * @param path the export's folder, with or without slashes around it
 * @param due the slot's folder times lie in {@code [due, next)}
 * @param next {@link Instant#MAX} after the last slot
 * @param folder the folder template; absent: the default layout (Flow Service §10)
 * @param filesSaid how many files the run says that it wrote, over all its datasets
 * @param runStart of the run that the slot is judged by
 * @param settle a set whose newest file is younger may still be changing, unless {@code filesSaid} are there
 * @param budget what may be read to count records; the slot's, over all its datasets
 */
public record LookRequest(
        Storage storage,
        String path,
        Dataset dataset,
        Instant due,
        Instant next,
        Optional<String> folder,
        Format format,
        Compression compression,
        Depth depth,
        Optional<Long> filesSaid,
        Optional<Instant> runStart,
        Duration settle,
        ByteBudget budget) {}
