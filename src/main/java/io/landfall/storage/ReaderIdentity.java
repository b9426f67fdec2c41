package io.landfall.storage;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.util.Map;
import java.util.Optional;

/** As whom a storage is looked into, in words without a secret. */
public final class ReaderIdentity {
    private static final int SHOWN = 4;

    private ReaderIdentity() {}

    /** By the order in which credentials are taken: {@code reader.*}, the store's own default chain, {@code adobe.*}. */
    public static String of(Storage storage) {
        return switch (storage.type()) {
            case S3 ->
                role(storage)
                        .or(() -> key(storage.reader(), "reader"))
                        .orElseGet(() -> machine("AWS role or profile", key(storage.adobe(), "adobe")));
            case GCS ->
                named(storage.reader(), "credentials-file", "the service account in ")
                        .or(() -> key(storage.reader(), "reader"))
                        .orElseGet(() -> machine("Google credentials", key(storage.adobe(), "adobe")));
            case AZURE_BLOB ->
                has(storage.reader(), "connection-string", "reader.connection-string")
                        .or(() -> has(storage.reader(), "sas-token", "reader.sas-token"))
                        .or(() -> has(storage.reader(), "account-key", "reader.account-key"))
                        .orElseGet(() -> machine(
                                "Azure identity",
                                has(storage.adobe(), "connection-string", "adobe.connection-string")));
            case ADLS_GEN2 ->
                named(storage.reader(), "client-id", "service principal ")
                        .or(() -> has(storage.reader(), "account-key", "reader.account-key"))
                        .or(() -> has(storage.reader(), "sas-token", "reader.sas-token"))
                        .orElseGet(() ->
                                machine("Azure identity", named(storage.adobe(), "client-id", "service principal ")));
            case DLZ -> "the SAS token or keys that the platform hands out";
            case SFTP -> user(storage.reader().isEmpty() ? storage.adobe() : storage.reader());
        };
    }

    private static Optional<String> role(Storage storage) {
        return named(storage.reader(), "role-arn", "role ");
    }

    /** An access key's id is no secret; its first letters are enough to tell it. */
    private static Optional<String> key(Map<String, Secret> secrets, String group) {
        return Optional.ofNullable(secrets.get("access-key"))
                .map(Secret::reveal)
                .map(id -> group + ".access-key " + id.substring(0, Math.min(SHOWN, id.length())) + "…");
    }

    private static Optional<String> has(Map<String, Secret> secrets, String key, String words) {
        return secrets.containsKey(key) ? Optional.of(words) : Optional.empty();
    }

    private static Optional<String> named(Map<String, Secret> secrets, String key, String words) {
        return Optional.ofNullable(secrets.get(key)).map(name -> words + name.reveal());
    }

    private static String machine(String what, Optional<String> otherwise) {
        return "this machine's " + what
                + otherwise.map(o -> ", or where it has none " + o).orElse("");
    }

    private static String user(Map<String, Secret> login) {
        String how = login.containsKey("password")
                ? "by password"
                : named(login, "private-key-file", "by the key in ").orElse("without a login");
        return named(login, "user", "user ").orElse("nobody") + " " + how;
    }
}
