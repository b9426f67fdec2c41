package io.landfall.storage;

import com.azure.core.client.traits.AzureNamedKeyCredentialTrait;
import com.azure.core.client.traits.AzureSasCredentialTrait;
import com.azure.core.client.traits.TokenCredentialTrait;
import com.azure.core.credential.AzureNamedKeyCredential;
import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What an account is asked with: {@code reader.*}, else the machine's identity, else what Adobe writes with. */
sealed interface AzureAccess {

    /** Gives it to a client that is being built. */
    <B extends TokenCredentialTrait<B> & AzureNamedKeyCredentialTrait<B> & AzureSasCredentialTrait<B>> void to(
            B client);

    /** The account's key, in Base64. */
    record Key(AzureNamedKeyCredential credential) implements AzureAccess {
        static Key of(String account, String key) {
            Base64.getDecoder().decode(key);
            return new Key(new AzureNamedKeyCredential(account, key));
        }

        @Override
        public <B extends TokenCredentialTrait<B> & AzureNamedKeyCredentialTrait<B> & AzureSasCredentialTrait<B>>
                void to(B client) {
            client.credential(credential);
        }
    }

    /** A SAS token. */
    record Sas(AzureSasCredential credential) implements AzureAccess {
        /** @param token with a question mark or without */
        static Sas of(String token) {
            return new Sas(new AzureSasCredential(token.startsWith("?") ? token.substring(1) : token));
        }

        @Override
        public <B extends TokenCredentialTrait<B> & AzureNamedKeyCredentialTrait<B> & AzureSasCredentialTrait<B>>
                void to(B client) {
            client.credential(credential);
        }
    }

    /** An identity of Entra ID. */
    record Identity(TokenCredential credential) implements AzureAccess {
        @Override
        public <B extends TokenCredentialTrait<B> & AzureNamedKeyCredentialTrait<B> & AzureSasCredentialTrait<B>>
                void to(B client) {
            client.credential(credential);
        }
    }

    /** Variables with which a machine, a pod or a service says that it has an identity. */
    Set<String> OF_THE_MACHINE =
            Set.of("AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID", "IDENTITY_ENDPOINT", "MSI_ENDPOINT");

    /**
     * The next kind is taken where the one before is not configured.
     *
     * @param environment whether the machine sets a variable
     * @throws IllegalArgumentException if a key or a connection string is none, or only a part of an identity is set
     */
    static AzureAccess of(Storage storage, Predicate<String> environment) {
        return configured(storage, storage.reader())
                .or(() -> OF_THE_MACHINE.stream().anyMatch(environment) ? Optional.of(machine()) : Optional.empty())
                .or(() -> configured(storage, storage.adobe()))
                .orElseGet(AzureAccess::machine);
    }

    private static AzureAccess machine() {
        return new Identity(new DefaultAzureCredentialBuilder().build());
    }

    private static Optional<AzureAccess> configured(Storage storage, Map<String, Secret> secrets) {
        if (secrets.containsKey("connection-string")) {
            return Optional.of(
                    connection(storage, secrets.get("connection-string").reveal()));
        }
        if (secrets.containsKey("client-id") || secrets.containsKey("client-secret")) {
            return Optional.of(new Identity(new ClientSecretCredentialBuilder()
                    .tenantId(need(secrets, "tenant"))
                    .clientId(need(secrets, "client-id"))
                    .clientSecret(need(secrets, "client-secret"))
                    .build()));
        }
        return switch (storage.type()) {
            case ADLS_GEN2 -> key(storage, secrets).or(() -> sas(secrets));
            case AZURE_BLOB, DLZ, S3, GCS, SFTP -> sas(secrets).or(() -> key(storage, secrets));
        };
    }

    private static AzureAccess connection(Storage storage, String text) {
        String account = part(text, "AccountName").orElse("");
        if (!account.isEmpty() && !account.equals(storage.need("account"))) {
            throw new IllegalArgumentException(
                    "the connection string is for another account than storage." + storage.name() + ".account");
        }
        return part(text, "SharedAccessSignature")
                .<AzureAccess>map(Sas::of)
                .orElseGet(() ->
                        Key.of(need(account), need(part(text, "AccountKey").orElse(""))));
    }

    private static Optional<AzureAccess> key(Storage storage, Map<String, Secret> secrets) {
        return Optional.ofNullable(secrets.get("account-key"))
                .map(key -> Key.of(storage.need("account"), key.reveal()));
    }

    private static Optional<AzureAccess> sas(Map<String, Secret> secrets) {
        return Optional.ofNullable(secrets.get("sas-token")).map(token -> Sas.of(token.reveal()));
    }

    /** A part of a connection string, {@code Name=value} between semicolons. */
    static Optional<String> part(String connection, String name) {
        for (String part : connection.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(part.substring(equals + 1).strip()).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static String need(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the connection string has no AccountName or no AccountKey");
        }
        return value;
    }

    private static String need(Map<String, Secret> secrets, String key) {
        if (!secrets.containsKey(key)) {
            throw new IllegalArgumentException("tenant, client-id and client-secret belong together; one is not set");
        }
        return secrets.get(key).reveal();
    }
}
