package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.Entities;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Dataset;
import io.landfall.storage.Page;
import io.landfall.storage.StoreFailures;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The verbs of {@code ask.camel.yaml}: what to ask for, and what the answers say. */
public final class Asking {
    private final Clock clock;

    public Asking(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a platform said to one question.
     *
     * @param refusal absent: it was answered
     * @param ahead how far this machine's clock was ahead of the platform's when the answer came; absent where the
     *     platform did not say its time
     */
    public record Told(Optional<FlowServiceFailure> refusal, Optional<Duration> ahead) {}

    /** The list of the datasets that can be exported (Flow Service §7). */
    public FlowServiceRequest datasets(ProvisioningScope scope) {
        return ProvisioningLists.datasets(scope);
    }

    /** The datasets of that list, each once. */
    public List<Dataset> eligible(List<JsonNode> items) {
        return items.stream()
                .flatMap(item -> Entities.eligible(item).stream())
                .distinct()
                .toList();
    }

    /**
     * @param date the answer's header {@code Date}, or null
     */
    public Told answered(String date) {
        return new Told(Optional.empty(), ahead(date));
    }

    /** As {@link #answered}, where the answer was no. */
    public Told refused(Exception failure, String date) {
        FlowServiceFailure refusal = FlowServiceFailure.in(failure)
                .orElseThrow(() -> new IllegalArgumentException("no failure of the platform", failure));
        return new Told(Optional.of(refusal), ahead(date));
    }

    /** Takes the first page of a folder. */
    public void listed(StorageTrial trial, Page page) {
        trial.take(page);
    }

    /** A byte was read. */
    public void read(StorageTrial trial) {
        trial.wasRead();
    }

    /** The storage said no; or the file that was to be read is no longer as it was listed. */
    public void barred(StorageTrial trial, Exception failure) {
        if (StoreFailures.changed(failure).isPresent()) {
            trial.nothingToRead();
        } else {
            trial.barred(StoreFailures.of(trial.storage(), failure).trouble());
        }
    }

    /** The header tells whole seconds, so that its second has half gone on average. */
    private Optional<Duration> ahead(String date) {
        if (date == null) {
            return Optional.empty();
        }
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .plusMillis(500);
            return Optional.of(Duration.between(there, clock.instant()));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
