package io.landfall.spec;

import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.Platform;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads property files into a {@link Config}, or says everything that is wrong with them. No network, no Camel. */
public final class Spec {
    private final Surroundings surroundings;
    private final List<SpecError> errors = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> known = new LinkedHashMap<>();
    private final Map<String, String> camel = new TreeMap<>();
    private final List<String> files = new ArrayList<>();

    private Spec(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads the files, later ones over earlier ones, in this process' surroundings but with the given environment. */
    public static Loaded load(List<Path> files, Map<String, String> env) {
        Surroundings process = Surroundings.ofProcess();
        return load(
                files, new Surroundings(env, process.systemProperty(), process.workingDirectory(), process.vault()));
    }

    /** Reads the files, later ones over earlier ones; a folder means each {@code *.properties} in it, in name order. */
    public static Loaded load(List<Path> files, Surroundings surroundings) {
        return new Spec(surroundings).read(files);
    }

    private Loaded read(List<Path> named) {
        named.forEach(this::readOne);
        Path workingDirectory = surroundings.workingDirectory().toAbsolutePath().normalize();
        Overrides.apply(entries, surroundings.env(), workingDirectory, errors);
        Values values = new Values(new Placeholders(entries, surroundings), errors);
        sort(values);
        Declared declared = new Declared(known, values, errors, folder(named), files.isEmpty() ? "" : files.get(0));
        Config config = build(declared);
        return new Loaded(
                errors.isEmpty() ? Optional.of(config) : Optional.empty(),
                errors.stream().sorted(SpecError.IN_ORDER).distinct().toList(),
                effective(declared, config),
                values.secrets(),
                files);
    }

    private void readOne(Path named) {
        try {
            List<Path> expanded = ConfigFiles.expand(named, surroundings.workingDirectory());
            if (expanded.isEmpty()) {
                errors.add(new SpecError(named.toString(), null, null, "is a folder without any *.properties", null));
            }
            for (Path file : expanded) {
                PropertyFile.Contents contents =
                        PropertyFile.read(surroundings.workingDirectory().resolve(file), file.toString());
                files.add(file.toString());
                errors.addAll(contents.errors());
                contents.entries().forEach(entry -> entries.put(entry.key(), entry));
            }
        } catch (IOException e) {
            errors.add(new SpecError(named.toString(), null, null, "cannot be read: " + e.getMessage(), null));
        }
    }

    /** Tells our keys from Camel's and from unknown ones, and reads the values of ours. */
    private void sort(Values values) {
        Set<String> badNames = new HashSet<>();
        for (Entry entry : entries.values()) {
            Optional<KeyTable.Found> found = KeyTable.find(entry.key());
            if (entry.key().startsWith("camel.")) {
                camel.put(entry.key(), Entry.commas(entry.raw()));
            } else if (found.isEmpty()) {
                error(entry, KeyTable.unknown(entry.key()), KeyTable.nearest(entry.key(), typeBeside(entry.key())));
            } else if (!goodName(found.get(), entry.key())) {
                if (badNames.add(found.get().name())) {
                    error(
                            entry,
                            Shown.quoted(found.get().name()) + " is not a name,"
                                    + " expected 1 to 63 lower-case letters, digits and hyphens",
                            null);
                }
            } else {
                known.put(entry.key(), entry);
                values.take(entry, found.get().key());
            }
        }
    }

    private static boolean goodName(KeyTable.Found found, String property) {
        return found.name().isEmpty() || Texts.NAME.matcher(found.name()).matches();
    }

    private Optional<StorageType> typeBeside(String property) {
        String[] parts = property.split("\\.", 3);
        return parts.length == 3 && parts[0].equals("storage")
                ? Optional.ofNullable(entries.get("storage." + parts[1] + ".type"))
                        .flatMap(entry -> StorageType.of(entry.raw()))
                : Optional.empty();
    }

    private Config build(Declared declared) {
        ExportSpec exportSpec = new ExportSpec(declared);
        Map<String, Platform> platforms = new PlatformSpec(declared).all(exportSpec.platforms());
        Map<String, Storage> storages = new StorageSpec(declared).all();
        List<Export> exports = exportSpec.all();
        new CrossRules(declared, storages).check(exports);
        Map<String, Export> byName = new LinkedHashMap<>();
        exports.stream().sorted(Comparator.comparing(Export::name)).forEach(e -> byName.put(e.name(), e));
        return new Config(
                platforms, storages, byName, new ChannelSpec(declared).all(), new SettingsSpec(declared).read(), camel);
    }

    private static Map<String, String> effective(Declared declared, Config config) {
        Map<String, String> effective = new TreeMap<>();
        for (Key key : Keys.ALL) {
            if (key.plain() && !key.secret() && !declared.text(key).isEmpty()) {
                effective.put(key.pattern(), declared.text(key));
            }
        }
        effective.put("state.url", config.settings().stateUrl());
        return effective;
    }

    private Path folder(List<Path> named) {
        Path first = named.isEmpty() ? Path.of("") : named.get(0);
        Path real = surroundings.workingDirectory().resolve(files.isEmpty() ? first : Path.of(files.get(0)));
        return real.toAbsolutePath().normalize().getParent();
    }

    private void error(Entry entry, String message, String nearest) {
        errors.add(new SpecError(entry.file(), entry.line(), entry.key(), message, nearest));
    }
}
