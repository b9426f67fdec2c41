package io.landfall.spec;

import io.landfall.model.Secret;
import io.landfall.model.StorageType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The credentials of a storage: which keys make a complete set for which type. */
final class Credentials {
    private final Declared declared;
    private final String storage;
    private final StorageType type;

    Credentials(Declared declared, String storage, StorageType type) {
        this.declared = declared;
        this.storage = storage;
        this.type = type;
    }

    /** What Adobe writes with, each a complete set (Flow Service §6). */
    static List<Set<String>> adobe(StorageType type) {
        return switch (type) {
            case S3, GCS -> List.of(Set.of("access-key", "secret-key"));
            case AZURE_BLOB -> List.of(Set.of("connection-string"));
            case ADLS_GEN2 -> List.of(Set.of("tenant", "client-id", "client-secret"));
            case DLZ -> List.of();
            case SFTP -> List.of(Set.of("user", "password"), Set.of("user", "private-key-file"));
        };
    }

    /** What Landfall reads with, each a complete set. */
    static List<Set<String>> reader(StorageType type) {
        return switch (type) {
            case S3 -> List.of(Set.of("access-key", "secret-key"), Set.of("role-arn"));
            case GCS -> List.of(Set.of("credentials-file"), Set.of("access-key", "secret-key"));
            case AZURE_BLOB -> List.of(Set.of("connection-string"), Set.of("sas-token"), Set.of("account-key"));
            case ADLS_GEN2 ->
                List.of(Set.of("tenant", "client-id", "client-secret"), Set.of("account-key"), Set.of("sas-token"));
            case DLZ -> List.of();
            case SFTP ->
                List.of(
                        Set.of("user", "password"),
                        Set.of("user", "private-key-file"),
                        Set.of("user", "private-key-file", "passphrase"));
        };
    }

    /** Reads one group ({@code adobe} or {@code reader}); a set that is begun and not complete is an error. */
    Map<String, Secret> read(String group, List<Set<String>> sets) {
        Set<String> given = new TreeSet<>();
        Map<String, Secret> found = new LinkedHashMap<>();
        for (String key : sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new))) {
            String property = property(group, key);
            if (declared.given(property)) {
                given.add(key);
                value(property).ifPresent(value -> found.put(key, value));
            }
        }
        Set<String> covered =
                sets.stream().filter(given::containsAll).flatMap(Set::stream).collect(Collectors.toSet());
        given.stream().filter(key -> !covered.contains(key)).findFirst().ifPresent(key -> {
            Set<String> nearest = sets.stream()
                    .filter(set -> set.contains(key))
                    .min(Comparator.comparing(set -> missing(set, given).size()))
                    .orElseThrow();
            missing(nearest, given)
                    .forEach(lacking -> declared.wrong(
                            property(group, lacking),
                            "is missing beside " + group + "." + key + ", expected "
                                    + described(sets.stream()
                                            .filter(set -> set.contains(key))
                                            .toList())));
        });
        return found;
    }

    private static Set<String> missing(Set<String> set, Set<String> given) {
        Set<String> missing = new TreeSet<>(set);
        missing.removeAll(given);
        return missing;
    }

    /** The sets in words: {@code user and password, or user and private-key-file}. */
    static String described(List<Set<String>> sets) {
        return sets.stream()
                .map(set -> set.stream().sorted(Comparator.reverseOrder()).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    private Optional<Secret> value(String property) {
        Type<?> type = KeyTable.find(property).orElseThrow().key().type();
        return declared.get(property, type).map(value -> new Secret(value.toString()));
    }

    private String property(String group, String key) {
        return "storage." + storage + "." + group + "." + key;
    }
}
