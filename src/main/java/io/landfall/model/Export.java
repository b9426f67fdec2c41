package io.landfall.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One declared export ({@code export.<name>.*}): one dataflow and what is expected of it.
 *
 * @param path the folder below the bucket, container or host, without leading or trailing slash
 * @param schedule absent for a watched dataflow ({@code flow-id}) whose own schedule is taken
 * @param format absent likewise
 * @param folder the folder template with Adobe's macros; absent: the default layout
 * @param manage false: watched only, never changed
 * @param alertOnEmpty {@code empty=alert}: a run that had nothing to export is told
 */
public record Export(
        ExportKey key,
        String storage,
        List<DatasetRef> datasets,
        String path,
        Optional<Format> format,
        Compression compression,
        Optional<Schedule> schedule,
        Optional<String> folder,
        Optional<String> flowId,
        boolean manage,
        Depth verify,
        Reconcile reconcile,
        boolean alertOnEmpty,
        Duration grace,
        Duration firstGrace,
        Map<String, String> labels,
        Optional<String> runbook,
        Optional<Severity> severity,
        boolean enabled) {

    public Export {
        datasets = List.copyOf(datasets);
        labels = Map.copyOf(labels);
    }

    public String name() {
        return key.export();
    }
}
