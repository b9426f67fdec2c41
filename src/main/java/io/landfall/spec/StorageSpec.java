package io.landfall.spec;

import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code storage.<name>.*}. */
final class StorageSpec {
    private static final Pattern S3_BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Declared declared;

    StorageSpec(Declared declared) {
        this.declared = declared;
    }

    Map<String, Storage> all() {
        Map<String, Storage> storages = new LinkedHashMap<>();
        for (String name : declared.names("storage")) {
            type(name).ifPresent(type -> storages.put(name, one(name, type)));
        }
        return storages;
    }

    private Optional<StorageType> type(String name) {
        return declared.need("storage." + name + ".type", Type.STORAGE_TYPE, Type.STORAGE_TYPE.name());
    }

    private Storage one(String name, StorageType type) {
        String at = "storage." + name + ".";
        Map<String, String> place = new LinkedHashMap<>();
        for (Key key : Keys.ALL) {
            if (!key.pattern().startsWith("storage.")) {
                continue;
            }
            String property = key.pattern().replace("<name>", name);
            if (!key.belongsTo(type)) {
                if (declared.given(property)) {
                    declared.wrong(
                            property,
                            "does not belong to a storage of type " + type.key(),
                            KeyTable.nearest(property, Optional.of(type)));
                }
            } else if (isPlace(key)) {
                declared.get(property, key.type()).ifPresent(value -> place.put(last(property), value.toString()));
            }
        }
        needed(at, type, place);
        Credentials credentials = new Credentials(declared, name, type);
        return new Storage(
                name,
                type,
                place,
                credentials.read("adobe", Credentials.adobe(type)),
                credentials.read("reader", Credentials.reader(type)),
                declared.or(at + "concurrency", Type.COUNT),
                declared.or(at + "timeout", Type.TIMEOUT));
    }

    private void needed(String at, StorageType type, Map<String, String> place) {
        switch (type) {
            case S3 -> {
                declared.need(at + "bucket", Type.BUCKET, "the bucket's name").ifPresent(bucket -> {
                    if (!S3_BUCKET.matcher(bucket).matches()) {
                        declared.wrong(
                                at + "bucket",
                                Shown.quoted(bucket)
                                        + " is not an S3 bucket's name, expected 3 to 63 lower-case letters,"
                                        + " digits, dots and hyphens");
                    }
                });
                if (declared.given(at + "endpoint")) {
                    place.putIfAbsent("region", "us-east-1");
                }
                if (!place.containsKey("region")) {
                    declared.need(at + "region", Type.REGION, "where the bucket is, such as eu-west-1");
                }
            }
            case GCS ->
                declared.need(at + "bucket", Type.BUCKET, "the bucket's name").ifPresent(bucket -> {
                    if (bucket.startsWith("goog") || bucket.contains("google") || bucket.contains("g00gle")) {
                        declared.wrong(
                                at + "bucket",
                                Shown.quoted(bucket)
                                        + " is not a bucket's name at Google, expected one without google");
                    }
                });
            case AZURE_BLOB, ADLS_GEN2 -> {
                declared.need(at + "account", Type.ACCOUNT, "the storage account's name");
                declared.need(at + "container", Type.CONTAINER, "the container's name");
            }
            case DLZ -> {}
            case SFTP -> {
                declared.need(at + "host", Type.HOST, "the server's name");
                declared.need(at + "known-hosts", Type.FILE, "a known_hosts file with the server's key");
            }
        }
    }

    private static boolean isPlace(Key key) {
        String rest = key.pattern().substring("storage.<name>.".length());
        return switch (rest) {
            case "type", "concurrency", "timeout" -> false;
            default -> rest.indexOf('.') < 0;
        };
    }

    private static String last(String property) {
        return property.substring(property.lastIndexOf('.') + 1);
    }
}
