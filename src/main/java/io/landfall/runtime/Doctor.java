package io.landfall.runtime;

import io.landfall.alert.Redactor;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.model.Channel;
import io.landfall.model.Config;
import io.landfall.model.Dataset;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import io.landfall.model.Shown;
import io.landfall.model.Storage;
import io.landfall.runtime.Asking.Told;
import io.landfall.spec.Loaded;
import io.landfall.state.Database;
import io.landfall.state.StateException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries everything that the property files name, for real and without changing anything. What fails does not hold up
 * what does not need it.
 */
public final class Doctor {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LONGEST = 600;

    private final Loaded loaded;
    private final Config config;
    private final Clock clock;
    private final Redactor redactor;
    private final List<Finding> findings = new ArrayList<>();

    private Doctor(Loaded loaded, Clock clock) {
        this.loaded = loaded;
        this.config = loaded.config().orElseThrow();
        this.clock = clock;
        this.redactor = new Redactor(config);
    }

    /** @param loaded without errors */
    public static List<Finding> examine(Loaded loaded, Clock clock) {
        Doctor doctor = new Doctor(loaded, clock);
        doctor.examine();
        return doctor.findings.stream().map(doctor::safe).toList();
    }

    private void examine() {
        findings.add(Finding.ok("configuration", "", String.join(", ", loaded.files())));
        try (Wiring wiring = Wiring.over(loaded, clock, database());
                Engine engine = wiring.trying()) {
            platforms(engine);
            storages(engine);
            channels(engine);
        }
    }

    /** The declared one, or where it cannot be used an empty one for the time of the examination. */
    private Database database() {
        try {
            Database database = Database.open(config.settings());
            try {
                database.tryWriting();
                findings.add(Finding.ok("database", "", config.settings().stateUrl() + " can be read and written"));
            } catch (StateException e) {
                noDatabase(e);
            }
            return database;
        } catch (StateException e) {
            noDatabase(e);
            return Database.throwaway();
        }
    }

    private void noDatabase(StateException e) {
        findings.add(Finding.fail(
                "database",
                "",
                String.valueOf(e.getMessage()),
                "look at state.url, at the rights on its folder and the space there, or at state.user and"
                        + " state.password"));
    }

    private void platforms(Engine engine) {
        Set<Finding> told = new HashSet<>();
        for (ProvisioningScope scope : Eligible.scopes(config)) {
            Told view = engine.ask("ask-platform", PlatformCheckup.viewing(scope), Told.class);
            Optional<Told> listed = Optional.empty();
            Optional<Told> managed = Optional.empty();
            List<Dataset> eligible = new ArrayList<>();
            if (PlatformCheckup.goesOn(view)) {
                listed = Optional.of(list(engine, scope, eligible));
                managed = PlatformCheckup.manages(scope)
                        ? Optional.of(engine.ask("ask-platform", PlatformCheckup.managing(scope), Told.class))
                        : Optional.empty();
            }
            new PlatformCheckup(scope, view, listed, eligible, managed)
                    .findings().stream().filter(told::add).forEach(findings::add);
        }
    }

    private static Told list(Engine engine, ProvisioningScope scope, List<Dataset> eligible) {
        try {
            engine.ask("ask-datasets", scope, List.class).forEach(d -> eligible.add((Dataset) d));
            return new Told(Optional.empty(), Optional.empty());
        } catch (FlowServiceFailure refused) {
            return new Told(Optional.of(refused), Optional.empty());
        }
    }

    private void storages(Engine engine) {
        config.storages().values().stream()
                .sorted(Comparator.comparing(Storage::name))
                .forEach(storage -> findings.addAll(new StorageCheckup(engine.ask(
                                "ask-storage",
                                new StorageTrial(inSandbox(storage), folder(storage)),
                                StorageTrial.class))
                        .findings()));
    }

    /** A landing zone is tried in the sandbox of an export that lands there, else in that of the first platform. */
    private Storage inSandbox(Storage storage) {
        return config.exports().values().stream()
                .filter(e -> e.storage().equals(storage.name()))
                .map(Export::key)
                .min(Comparator.comparing(ExportKey::toString))
                .map(key -> storage.in(key.platform(), key.sandbox()))
                .or(() -> config.platforms().values().stream()
                        .min(Comparator.comparing(Platform::name))
                        .map(platform -> storage.in(platform.name(), platform.sandbox())))
                .orElse(storage);
    }

    /** Where an export lands, because rights may be given for a folder alone. */
    private String folder(Storage storage) {
        return config.exports().values().stream()
                .filter(e -> e.storage().equals(storage.name()))
                .map(Export::path)
                .filter(path -> !path.isEmpty())
                .sorted()
                .findFirst()
                .map(path -> path + "/")
                .orElse("");
    }

    private void channels(Engine engine) {
        config.channels().values().stream()
                .sorted(Comparator.comparing(Channel::name))
                .forEach(channel -> {
                    try {
                        AlertChannels.add(engine.camel(), config, channel);
                        findings.add(reach(
                                "channel " + channel.name(),
                                channel.to(),
                                "`landfall alert-test " + channel.name() + "` tries that"));
                    } catch (IllegalArgumentException e) {
                        findings.add(Finding.fail(
                                "reach",
                                "channel " + channel.name(),
                                String.valueOf(e.getMessage()),
                                "look at alert." + channel.name() + ".to"));
                    }
                });
        config.settings()
                .heartbeat()
                .ifPresent(to -> findings.add(reach("heartbeat", to, "`landfall run` sends the first after a round")));
    }

    private static Finding reach(String of, Secret to, String how) {
        String uri = to.reveal();
        if (uri.startsWith("log:")) {
            return Finding.ok("reach", of, "goes to this program's own log");
        }
        Optional<ChannelPlace> place = ChannelPlace.of(uri);
        if (place.isEmpty()) {
            String scheme = uri.substring(0, uri.indexOf(':'));
            return Finding.notTried("reach", of, "an endpoint " + scheme + ": can only be tried by a message; " + how);
        }
        return connect(place.get())
                .map(why -> Finding.fail(
                        "reach",
                        of,
                        place.get() + " cannot be reached: " + why,
                        "is the receiver up, and is it the right one? Its URI is in the property files"))
                .orElseGet(() -> Finding.ok(
                        "reach", of, place.get() + " takes connections; that it takes messages was not tried, " + how));
    }

    private static Optional<String> connect(ChannelPlace place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private Finding safe(Finding f) {
        return new Finding(f.what(), f.of(), f.state(), safe(f.said()), safe(f.remedy()));
    }

    private String safe(String text) {
        return Shown.shown(redactor.redact(text.lines().collect(Collectors.joining(" "))), LONGEST);
    }
}
