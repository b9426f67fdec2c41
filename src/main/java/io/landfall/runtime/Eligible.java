package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.state.Dataflows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The datasets that can be exported (Flow Service §7), by sandbox and name.
 *
 * @param refusals of sandboxes that could not be asked: they have datasets that are not among the rows
 */
public record Eligible(List<Row> rows, List<FlowServiceFailure> refusals) {

    /**
     * @param exports the names of the declared exports of this sandbox that take the dataset
     */
    public record Row(String platform, String sandbox, Dataset dataset, List<String> exports) {}

    public Eligible {
        rows = List.copyOf(rows);
        refusals = List.copyOf(refusals);
    }

    static Eligible of(Config config, Dataflows dataflows, Engine engine) {
        List<Row> rows = new ArrayList<>();
        List<FlowServiceFailure> refusals = new ArrayList<>();
        for (ProvisioningScope scope : scopes(config)) {
            try {
                for (Object item : engine.ask("ask-datasets", scope, List.class)) {
                    Dataset dataset = (Dataset) item;
                    List<String> exports = scope.exports().stream()
                            .filter(e -> takes(e, dataset, dataflows))
                            .map(Export::name)
                            .toList();
                    rows.add(new Row(scope.platform().name(), scope.sandbox(), dataset, exports));
                }
            } catch (FlowServiceFailure refused) {
                refusals.add(refused);
            }
        }
        rows.sort(Comparator.comparing(Row::platform)
                .thenComparing(Row::sandbox)
                .thenComparing(r -> r.dataset().name())
                .thenComparing(r -> r.dataset().id()));
        return new Eligible(rows, refusals);
    }

    /** Every sandbox that has exports, and each platform's own. */
    static List<ProvisioningScope> scopes(Config config) {
        Upkeep upkeep = new Upkeep(config);
        List<String> names = new ArrayList<>(upkeep.all());
        config.platforms().values().stream()
                .map(p -> p.name() + "/" + p.sandbox())
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names.stream().sorted().map(name -> upkeep.scope(name, false)).toList();
    }

    /** Those with this text in their id or name, in letters of either case. */
    public Eligible matching(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return new Eligible(
                rows.stream()
                        .filter(r -> (r.dataset().id() + "\n" + r.dataset().name())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .toList(),
                refusals);
    }

    /** As declared; of an export that leaves its datasets to an existing dataflow, as last read from it. */
    private static boolean takes(Export export, Dataset dataset, Dataflows dataflows) {
        if (export.datasets().isEmpty()) {
            return dataflows.of(export.key()).stream()
                    .flatMap(flow -> flow.datasets().stream())
                    .anyMatch(d -> d.id().equals(dataset.id()));
        }
        return export.datasets().stream()
                .anyMatch(ref -> ref.text().equals(ref.byName() ? dataset.name() : dataset.id()));
    }
}
