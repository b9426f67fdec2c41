package io.landfall.spec;

import io.landfall.model.DatasetRef;
import io.landfall.model.Export;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What exports and storages demand of each other. */
final class CrossRules {
    private static final Pattern S3_ACCESS_KEY = Pattern.compile("[A-Z2-7]{20}");
    private static final Pattern S3_SECRET_KEY = Pattern.compile("[A-Za-z0-9/+]{40}");
    private static final Pattern S3_PATH = Pattern.compile("[0-9a-zA-Z/!_.*'()-]+(%SEGMENT_(NAME|ID)%/?)?");
    private static final Pattern BLOB_PATH = Pattern.compile("[0-9a-zA-Z/!_.*'()-]+");

    private final Declared declared;
    private final Map<String, Storage> storages;

    CrossRules(Declared declared, Map<String, Storage> storages) {
        this.declared = declared;
        this.storages = storages;
    }

    void check(List<Export> exports) {
        for (Export export : exports) {
            Storage storage = storages.get(export.storage());
            if (storage != null) {
                path(export, storage);
                credentials(export, storage);
            } else if (!declared.names("storage").contains(export.storage())) {
                declared.wrong(
                        "export." + export.name() + ".storage",
                        Shown.quoted(export.storage()) + " is no declared storage, expected one with storage."
                                + export.storage() + ".type",
                        Nearest.of(export.storage(), declared.names("storage")));
            }
        }
        folders(exports);
    }

    /** The patterns of the target specs (Flow Service §8). */
    private void path(Export export, Storage storage) {
        boolean fits =
                switch (storage.type()) {
                    case S3 -> S3_PATH.matcher(export.path()).matches();
                    case AZURE_BLOB -> BLOB_PATH.matcher(export.path()).matches();
                    case GCS, ADLS_GEN2, DLZ, SFTP -> true;
                };
        if (!fits && !export.path().isEmpty()) {
            declared.wrong(
                    "export." + export.name() + ".path",
                    Shown.quoted(export.path()) + " is not a path that Adobe takes for "
                            + storage.type().key() + ", expected letters, digits and /!-_.*'()");
        }
    }

    private void credentials(Export export, Storage storage) {
        String at = "storage." + storage.name() + ".";
        List<Set<String>> sets = Credentials.adobe(storage.type());
        boolean writable = sets.isEmpty() || begun(at, "adobe", sets);
        if (export.manage() && !writable) {
            sets.get(0).stream()
                    .sorted(Comparator.reverseOrder())
                    .forEach(key -> declared.wrong(
                            at + "adobe." + key,
                            "is missing, expected what Adobe writes with (" + Credentials.described(sets)
                                    + "), or manage=false for its exports"));
        }
        if (export.manage() && storage.type() == StorageType.S3) {
            form(storage, "access-key", S3_ACCESS_KEY, "20 characters of A to Z and 2 to 7");
            form(storage, "secret-key", S3_SECRET_KEY, "40 letters, digits, / and +");
        }
        if (!export.manage()
                && storage.type() == StorageType.SFTP
                && !writable
                && !begun(at, "reader", Credentials.reader(StorageType.SFTP))) {
            declared.wrong(
                    at + "reader.user",
                    "is missing, expected what Landfall reads with ("
                            + Credentials.described(Credentials.adobe(StorageType.SFTP)) + ")");
        }
    }

    private boolean begun(String at, String group, List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).anyMatch(key -> declared.given(at + group + "." + key));
    }

    /** The patterns of the S3 connection (Flow Service §6). */
    private void form(Storage storage, String key, Pattern form, String expected) {
        Secret secret = storage.adobe().get(key);
        if (secret != null
                && !secret.reveal().startsWith("{{")
                && !form.matcher(secret.reveal()).matches()) {
            declared.wrong(
                    "storage." + storage.name() + ".adobe." + key,
                    "the value is not what Adobe takes, expected " + expected);
        }
    }

    /** The same dataset twice in the same folder of a storage: nobody could tell whose file is whose. */
    private void folders(List<Export> exports) {
        Map<String, String> taken = new HashMap<>();
        for (Export export : exports) {
            if (export.path().isEmpty()) {
                continue;
            }
            for (DatasetRef dataset : export.datasets()) {
                String place = String.join(
                        "\n",
                        export.storage(),
                        export.path(),
                        export.folder().orElse(""),
                        dataset.byName() ? export.key().scope() : "",
                        dataset.toString());
                String other = taken.putIfAbsent(place, export.name());
                if (other != null) {
                    declared.wrong(
                            "export." + export.name() + ".path",
                            Shown.quoted(export.path()) + " is also where export " + other + " puts "
                                    + Shown.quoted(dataset.toString()) + ", expected a folder of its own");
                }
            }
        }
    }
}
