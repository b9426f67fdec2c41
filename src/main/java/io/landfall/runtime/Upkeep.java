package io.landfall.runtime;

import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Action;
import io.landfall.model.Config;
import io.landfall.model.Config.ProvisionMode;
import io.landfall.model.Export;
import io.landfall.model.Trouble;
import io.landfall.plan.Broken;
import io.landfall.plan.Planned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code run} does about differences between what is declared and what exists, as {@code provision.mode} says. */
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Config config;

    public Upkeep(Config config) {
        this.config = config;
    }

    /** The sandboxes ({@code platform/sandbox}) that have exports to look after; none with {@code provision.mode=off}. */
    public List<String> scopes() {
        return config.settings().provisionMode() == ProvisionMode.OFF ? List.of() : all();
    }

    /** All sandboxes that have exports. */
    public List<String> all() {
        TreeSet<String> scopes = new TreeSet<>();
        config.exports().values().forEach(e -> scopes.add(e.key().scope()));
        return new ArrayList<>(scopes);
    }

    /** The exports of a sandbox. */
    public ProvisioningScope scope(String scope, boolean byHand) {
        List<Export> exports = config.exports().values().stream()
                .filter(e -> e.key().scope().equals(scope))
                .sorted(Comparator.comparing(Export::name))
                .toList();
        int cut = scope.indexOf('/');
        return new ProvisioningScope(
                config.platforms().get(scope.substring(0, cut)), scope.substring(cut + 1), exports, byHand);
    }

    /** Whether differences are mended, not only said. */
    public boolean mends() {
        return config.settings().provisionMode() == ProvisionMode.APPLY;
    }

    /** Says what differs. */
    public void differs(Planned planned) {
        planned.plan().actions().stream()
                .filter(a -> a.kind() != Action.Kind.NO_OP)
                .forEach(a -> LOG.warn("drift: {}", words(a)));
        planned.broken().forEach(Upkeep::broken);
    }

    /** Says what was mended. */
    public void mended(ProvisioningResult result) {
        result.carriedOut().forEach(a -> LOG.info("provisioned: {}", words(a)));
        result.left().stream()
                .filter(a -> a.kind() != Action.Kind.NO_OP)
                .forEach(a -> LOG.warn("not provisioned: {}", words(a)));
        result.broken().forEach(Upkeep::broken);
    }

    /** Says that the platform could not be asked; it is asked again in an hour, and the polls say so meanwhile. */
    public void barred(Exception failure) {
        LOG.warn(
                "provisioning: {}",
                FlowServiceFailure.in(failure)
                        .map(f -> f.getMessage() + " — " + f.facts().remedy())
                        .orElseGet(() -> Words.of(failure)));
    }

    private static void broken(Broken broken) {
        if (broken.trouble().filter(t -> t.kind() == Trouble.Kind.LIMITED).isPresent()) {
            LOG.info("export {} is provisioned later: {}", broken.export().export(), broken.message());
            return;
        }
        LOG.warn("export {} cannot be provisioned: {}", broken.export().export(), broken.message());
    }

    private static String words(Action a) {
        return a.export().export() + ": " + a.kind().key() + " " + a.entity().key()
                + a.id().map(id -> " " + id).orElse("") + ": " + a.reason();
    }
}
