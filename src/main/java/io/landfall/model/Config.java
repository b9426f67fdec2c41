package io.landfall.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Everything that the property files declare, checked and typed. */
public record Config(
        Map<String, Platform> platforms,
        Map<String, Storage> storages,
        Map<String, Export> exports,
        Map<String, Channel> channels,
        Settings settings,
        Map<String, String> camel) {

    public Platform platform(ExportKey key) {
        return platforms.get(key.platform());
    }

    public Storage storage(Export export) {
        return storages.get(export.storage());
    }

    /**
     * The keys that stand alone.
     *
     * @param settle {@code verify.settle}
     * @param byteBudget {@code verify.byte-budget}, bytes
     * @param stateUrl the JDBC URL, a relative SQLite path already made absolute
     * @param heartbeat {@code heartbeat.to}
     */
    public record Settings(
            ProvisionMode provisionMode,
            String pollCron,
            Duration settle,
            long byteBudget,
            String stateUrl,
            Optional<String> stateUser,
            Optional<Secret> statePassword,
            Duration stateKeep,
            Server server,
            Optional<Secret> heartbeat) {}

    /**
     * Where and how {@code run} serves.
     *
     * @param port 0 for any free one
     */
    public record Server(
            String host,
            int port,
            Optional<String> user,
            Optional<Secret> password,
            Optional<Secret> token,
            Optional<Tls> tls) {}

    /** @param keystore a PKCS12 file with the server's key and certificate chain, and the password of both */
    public record Tls(Path keystore, Secret password) {}

    /** What {@code run} does about differences between what is declared and what exists. */
    public enum ProvisionMode {
        OFF,
        PLAN,
        APPLY
    }
}
