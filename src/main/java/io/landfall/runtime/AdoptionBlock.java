package io.landfall.runtime;

import io.landfall.flowservice.Entities;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.FlowObject;
import io.landfall.model.Schedule;
import io.landfall.model.Shown;
import io.landfall.model.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of a property file that declare an existing dataflow as it is; one instance for one dataflow. */
public final class AdoptionBlock {

    private static final Map<Duration, String> EVERY = Map.of(
            Duration.ZERO,
            "once",
            Duration.ofHours(3),
            "3h",
            Duration.ofHours(6),
            "6h",
            Duration.ofHours(9),
            "9h",
            Duration.ofHours(12),
            "12h",
            Duration.ofDays(1),
            "1d");
    private static final Pattern LAKE = Pattern.compile("abfss://([^@/]+)@([^./]+)\\..*");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e&&[^\\\\{}#!]][\\x20-\\x7e&&[^\\\\{}]]*");
    private static final String DEFAULT_LAYOUT = "%DATASET_ID%/%EXPORT_TIME%";
    private static final int LONGEST_NAME = 63;

    private final Adoption adoption;
    private final Config config;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> environment = new TreeSet<>();

    private AdoptionBlock(Adoption adoption, Config config) {
        this.adoption = adoption;
        this.config = config;
    }

    /**
     * @param lines of the property file
     * @param environment the variables that the lines want set
     */
    public record Text(List<String> lines, Set<String> environment) {}

    /** Watched only; a storage that is declared already is taken. */
    public static Text of(Adoption adoption, Config config) {
        return new AdoptionBlock(adoption, config).text();
    }

    private Text text() {
        FlowObject flow = adoption.flow();
        lines.add("# dataflow " + Shown.shown(flow.name()) + ", watched only; with manage=true it becomes Landfall's");
        Map<String, String> place = place();
        Optional<Storage> known = config.storages().values().stream()
                .filter(s -> s.type() == adoption.type() && tells(place))
                .filter(s -> place.entrySet().stream()
                        .allMatch(p ->
                                s.at(p.getKey()).filter(p.getValue()::equals).isPresent()))
                .findFirst();
        String base = adoption.base().map(FlowObject::name).orElse("");
        String storage = known.map(Storage::name)
                .orElseGet(() ->
                        free(base, adoption.type().key(), config.storages().keySet()));
        if (known.isEmpty()) {
            storage("storage." + storage + ".", storage, place);
        }
        export("export." + free(flow.name(), "adopted", config.exports().keySet()) + ".", storage);
        return new Text(lines, environment);
    }

    private void storage(String at, String storage, Map<String, String> place) {
        line(at + "type", adoption.type().key());
        place.forEach((key, value) -> line(at + key, value));
        switch (adoption.type()) {
            case S3 -> ask(at, storage, "region", "adobe.access-key", "adobe.secret-key");
            case GCS -> ask(at, storage, "adobe.access-key", "adobe.secret-key");
            case AZURE_BLOB -> ask(at, storage, "account", "adobe.connection-string");
            case ADLS_GEN2 -> ask(at, storage, "adobe.tenant", "adobe.client-id", "adobe.client-secret");
            case DLZ -> {}
            case SFTP -> {
                boolean key = adoption.base()
                        .flatMap(b -> b.field("auth.specName"))
                        .filter(name -> name.contains("SSH"))
                        .isPresent();
                ask(at, storage, "known-hosts", "adobe.user", key ? "adobe.private-key-file" : "adobe.password");
            }
        }
        lines.add("");
    }

    /** Whether the place is known well enough to know it again: of Azure Blob the account is not shown. */
    private boolean tells(Map<String, String> place) {
        return switch (adoption.type()) {
            case S3, GCS, ADLS_GEN2, SFTP -> !place.isEmpty();
            case AZURE_BLOB -> false;
            case DLZ -> true;
        };
    }

    /** What Flow Service says of where it writes. */
    private Map<String, String> place() {
        FlowObject target = adoption.target();
        Optional<FlowObject> base = adoption.base();
        Map<String, String> place = new LinkedHashMap<>();
        switch (adoption.type()) {
            case S3, GCS -> target.field("params.bucketName").ifPresent(b -> place.put("bucket", b));
            case AZURE_BLOB -> target.field("params.container").ifPresent(c -> place.put("container", c));
            case ADLS_GEN2 -> {
                Matcher url = LAKE.matcher(
                        base.flatMap(b -> b.field("auth.params.url")).orElse(""));
                if (url.matches()) {
                    place.put("account", url.group(2));
                    place.put("container", url.group(1));
                }
            }
            case DLZ -> {}
            case SFTP -> base.flatMap(b -> b.field("auth.params.domain")).ifPresent(host -> place.put("host", host));
        }
        return place;
    }

    private void export(String at, String storage) {
        line(at + "flow-id", adoption.flow().id());
        line(at + "manage", "false");
        line(at + "storage", storage);
        ProvisioningScope scope = adoption.scope();
        if (!scope.platform().name().equals("default")) {
            line(at + "platform", scope.platform().name());
        }
        if (!scope.sandbox().equals(scope.platform().sandbox())) {
            line(at + "sandbox", scope.sandbox());
        }
        line(
                at + "datasets",
                adoption.source().datasets().stream().map(Dataset::id).collect(Collectors.joining(",")));
        Entities.target(adoption.target()).ifPresent(target -> {
            line(at + "path", target.path().replaceAll("^/+|/+$", ""));
            line(at + "format", target.format().name().toLowerCase(Locale.ROOT));
            line(at + "compression", target.compression().name().toLowerCase(Locale.ROOT));
        });
        adoption.schedule().ifPresent(schedule -> schedule(at, schedule));
        Entities.folder(adoption.flow())
                .filter(f -> !f.equals(DEFAULT_LAYOUT))
                .ifPresent(folder -> line(at + "folder", folder));
    }

    private void schedule(String at, Schedule schedule) {
        String every = EVERY.get(schedule.every());
        if (every == null) {
            lines.add("# its schedule, every " + schedule.every() + ", is taken as it is: new ones cannot have it");
            return;
        }
        line(at + "every", every);
        line(at + "start", schedule.start().toString());
        schedule.end().filter(end -> !schedule.once()).ifPresent(end -> line(at + "end", end.toString()));
    }

    /** What Flow Service does not show. */
    private void ask(String at, String storage, String... keys) {
        for (String key : keys) {
            String variable = (storage + "_" + key.replace("adobe.", ""))
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("[^A-Z0-9]", "_");
            environment.add(variable);
            lines.add(at + key + "={{env:" + variable + "}}");
        }
    }

    /** A value that a property file cannot hold as it stands is only shown: the dataflow's own is used then. */
    private void line(String key, String value) {
        boolean plain = PLAIN.matcher(value).matches() && value.equals(value.strip());
        lines.add((plain ? "" : "# ") + key + "=" + (plain ? value : Shown.shown(value)));
    }

    private static String free(String wish, String otherwise, Set<String> taken) {
        String name = wish.toLowerCase(Locale.ROOT)
                .replaceFirst("^landfall/", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME - 3)).replaceAll("-+$", "");
        String base = name.isEmpty() ? otherwise : name;
        String free = base;
        for (int n = 2; taken.contains(free); n++) {
            free = base + "-" + n;
        }
        return free;
    }
}
