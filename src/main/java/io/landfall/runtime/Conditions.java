package io.landfall.runtime;

import io.landfall.alert.ConditionRules;
import io.landfall.alert.Found;
import io.landfall.alert.SasExpiry;
import io.landfall.alert.Tend;
import io.landfall.calendar.Calendar;
import io.landfall.model.Action;
import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Step;
import io.landfall.plan.Broken;
import io.landfall.plan.Planned;
import io.landfall.state.Dataflows;
import io.landfall.state.Dataflows.Kept;
import io.landfall.state.Incidents;
import io.landfall.state.OpenIncident;
import io.landfall.state.Scopes;
import io.landfall.state.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The conditions of exports, beside their slots: each verb takes what a look showed and gives the ids of the messages
 * that follow. What could not be asked is neither opened nor resolved.
 */
public final class Conditions {
    private static final int NAMES = 5;

    private final Config config;
    private final Jdbi jdbi;
    private final Dataflows dataflows;
    private final Scopes scopes;
    private final Clock clock;
    private final Tend tend;
    private final Incidents incidents = new Incidents();

    public Conditions(Config config, Jdbi jdbi, Dataflows dataflows, Scopes scopes, Clock clock) {
        this.config = config;
        this.jdbi = jdbi;
        this.dataflows = dataflows;
        this.scopes = scopes;
        this.clock = clock;
        this.tend = new Tend(config);
    }

    /** By the dataflows of a sandbox as they were last read, and by the storages' credentials. */
    public List<String> ofSchedules(String scope) {
        Instant now = clock.instant();
        Scopes.Asked asked = scopes.of(scope);
        boolean read = asked.flowsReadAt().isPresent() && asked.trouble().isEmpty();
        Map<ExportKey, Kept> kept = dataflows.in(scope);
        Map<ExportKey, List<OpenIncident>> open = open(scope);
        List<String> messages = new ArrayList<>();
        for (Export export : exports(scope)) {
            Found flow = read ? ofFlow(export, Optional.ofNullable(kept.get(export.key())), now) : Found.nothing();
            messages.addAll(tell(export.key(), flow.and(ofCredentials(export, now)), open, now));
        }
        return messages;
    }

    /** By what a plan would change. */
    public List<String> ofPlan(String scope, Planned planned) {
        return ofDifferences(scope, planned.plan().actions(), planned.broken());
    }

    /** By what an apply left. */
    public List<String> ofApply(String scope, ProvisioningResult result) {
        List<Action> all = new ArrayList<>(result.left());
        result.carriedOut().stream().map(Conditions::done).forEach(all::add);
        return ofDifferences(scope, all, result.broken());
    }

    private List<String> ofDifferences(String scope, List<Action> actions, List<Broken> broken) {
        Instant now = clock.instant();
        Map<ExportKey, List<OpenIncident>> open = open(scope);
        List<String> messages = new ArrayList<>();
        for (Export export : exports(scope)) {
            List<Action> mine = actions.stream()
                    .filter(a -> a.export().equals(export.key()))
                    .toList();
            Found found = broken.stream()
                    .filter(b -> b.export().equals(export.key()))
                    .findFirst()
                    .map(b -> b.datasets().isEmpty() ? Found.nothing() : ConditionRules.datasetsGone(b.datasets()))
                    .orElseGet(() -> ConditionRules.differences(mine));
            messages.addAll(tell(export.key(), found, open, now));
        }
        return messages;
    }

    /** What was carried out is as declared now. */
    private static Action done(Action a) {
        return new Action(a.export(), a.entity(), Action.Kind.NO_OP, a.id(), a.reason(), List.of());
    }

    private static Found ofFlow(Export export, Optional<Kept> kept, Instant now) {
        return kept.filter(k -> !k.gone())
                .map(Kept::flow)
                .map(flow -> ConditionRules.end(flow.schedule(), Calendar.assumedEnd(flow), now))
                .orElseGet(() -> ConditionRules.noDataflow(export));
    }

    /** One credential is one matter: it is told of the first export that lands there, and names the others. */
    private Found ofCredentials(Export export, Instant now) {
        List<String> names = config.exports().values().stream()
                .filter(e -> e.enabled() && e.storage().equals(export.storage()))
                .map(Export::name)
                .sorted()
                .toList();
        if (!names.get(0).equals(export.name())) {
            return ConditionRules.noExpiry();
        }
        return SasExpiry.of(config.storage(export))
                .map(e -> ConditionRules.expiry(e.credential() + ", used by " + some(names) + ",", e.at(), now))
                .orElse(ConditionRules.noExpiry());
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
        return names.size() > NAMES ? first + " and " + (names.size() - NAMES) + " more" : first;
    }

    /** Decided without a lock first: nearly always nothing has changed. */
    private List<String> tell(ExportKey key, Found found, Map<ExportKey, List<OpenIncident>> open, Instant now) {
        Standing before = new Standing(open.getOrDefault(key, List.of()), Set.of());
        if (tend.conditions(key, found, before, now).stream().allMatch(Step.Nothing.class::isInstance)) {
            return List.of();
        }
        return jdbi.inTransaction(tx -> {
            Standing standing = incidents.standing(tx, key, List.of(), now);
            return incidents.apply(tx, tend.conditions(key, found, standing, now), now);
        });
    }

    private Map<ExportKey, List<OpenIncident>> open(String scope) {
        return jdbi
                .withHandle(h -> incidents.openConditions(h, Scoped.platformName(scope), Scoped.sandbox(scope)))
                .stream()
                .collect(Collectors.groupingBy(
                        Incident::export, Collectors.mapping(Conditions::untold, Collectors.toList())));
    }

    private static OpenIncident untold(Incident incident) {
        return new OpenIncident(incident, Map.of());
    }

    private List<Export> exports(String scope) {
        return config.exports().values().stream()
                .filter(e -> e.enabled() && e.key().scope().equals(scope))
                .sorted(Comparator.comparing(Export::name))
                .toList();
    }
}
