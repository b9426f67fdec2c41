package io.landfall.spec;

import static io.landfall.model.StorageType.ADLS_GEN2;
import static io.landfall.model.StorageType.AZURE_BLOB;
import static io.landfall.model.StorageType.DLZ;
import static io.landfall.model.StorageType.GCS;
import static io.landfall.model.StorageType.S3;
import static io.landfall.model.StorageType.SFTP;

import io.landfall.model.StorageType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All property keys, once: validation, defaults and documentation come from here. */
final class Keys {
    private static final String STORE = "storage.<name>.";
    private static final String ADOBE = STORE + "adobe.";
    private static final String READER = STORE + "reader.";
    private static final String EXPORT = "export.<name>.";
    private static final String ALERT = "alert.<name>.";

    private static final List<Key> PLATFORM = section(
            "The Adobe organisation",
            key(
                    "platform.url",
                    Type.URL,
                    "https://platform.adobe.io",
                    "Experience Platform; more organisations: `platform.<name>.url` and so on"),
            key("platform.ims-url", Type.URL, "https://ims-na1.adobelogin.com", "where tokens come from"),
            key("platform.org", Type.ORG, "", "the organisation's id; needed once an export is declared"),
            key("platform.client-id", Type.TEXT, "", "of the OAuth server-to-server credential; needed likewise"),
            secret("platform.client-secret", "of the same credential; needed likewise"),
            key(
                    "platform.scopes",
                    Type.SCOPES,
                    "openid,AdobeID,read_organizations,additional_info.projectedProductContext",
                    "what the token is asked for"),
            key("platform.sandbox", Type.NAME, "prod", "the sandbox of exports that name none"));

    private static final List<Key> STORAGE = section(
            "Storages: the places where exports land",
            key(STORE + "type", Type.STORAGE_TYPE, "", "which kind of store; needed"),
            key(STORE + "bucket", Type.BUCKET, "", "needed", S3, GCS),
            key(STORE + "region", Type.REGION, "", "needed unless there is an endpoint (then us-east-1)", S3),
            key(STORE + "account", Type.ACCOUNT, "", "the storage account; needed", AZURE_BLOB, ADLS_GEN2),
            key(STORE + "container", Type.CONTAINER, "", "needed", AZURE_BLOB, ADLS_GEN2),
            key(STORE + "host", Type.HOST, "", "needed", SFTP),
            key(STORE + "port", Type.PORT, "22", "the SSH port", SFTP),
            key(STORE + "known-hosts", Type.FILE, "", "a file in OpenSSH's form with the server's key; needed", SFTP),
            key(
                    STORE + "endpoint",
                    Type.ENDPOINT,
                    "",
                    "another server than the provider's own; http: is possible",
                    S3,
                    GCS,
                    AZURE_BLOB,
                    ADLS_GEN2,
                    DLZ),
            key(STORE + "concurrency", Type.COUNT, "8", "requests under way at once"),
            key(STORE + "timeout", Type.TIMEOUT, "30s", "for one request"));

    private static final List<Key> WRITING = section(
            "What Adobe writes with: needed for exports that Landfall manages",
            secret(ADOBE + "access-key", "20 characters for s3; an HMAC key for gcs", S3, GCS),
            secret(ADOBE + "secret-key", "40 characters for s3; of the HMAC key for gcs", S3, GCS),
            secret(ADOBE + "connection-string", "of the storage account", AZURE_BLOB),
            key(ADOBE + "tenant", Type.TEXT, "", "of the service principal", ADLS_GEN2),
            key(ADOBE + "client-id", Type.TEXT, "", "of the service principal", ADLS_GEN2),
            secret(ADOBE + "client-secret", "of the service principal", ADLS_GEN2),
            key(ADOBE + "user", Type.TEXT, "", "with a password or a private key", SFTP),
            secret(ADOBE + "password", "this or a private key", SFTP),
            key(ADOBE + "private-key-file", Type.FILE, "", "an RSA key without passphrase", SFTP));

    private static final List<Key> READING = section(
            "What Landfall reads with: absent, the store's own default chain, then what Adobe writes with",
            secret(READER + "access-key", "with its secret key", S3, GCS),
            secret(READER + "secret-key", "with its access key", S3, GCS),
            key(READER + "role-arn", Type.ROLE, "", "a role that is assumed for reading", S3),
            key(READER + "credentials-file", Type.FILE, "", "a service account's JSON", GCS),
            secret(READER + "connection-string", "this, a SAS token or an account key", AZURE_BLOB),
            secret(READER + "sas-token", "with the rights to list and read", AZURE_BLOB, ADLS_GEN2),
            secret(READER + "account-key", "of the storage account", AZURE_BLOB, ADLS_GEN2),
            key(READER + "tenant", Type.TEXT, "", "of the service principal", ADLS_GEN2),
            key(READER + "client-id", Type.TEXT, "", "of the service principal", ADLS_GEN2),
            secret(READER + "client-secret", "of the service principal", ADLS_GEN2),
            key(READER + "user", Type.TEXT, "", "with a password or a private key", SFTP),
            secret(READER + "password", "this or a private key", SFTP),
            key(READER + "private-key-file", Type.FILE, "", "a private key in a form that OpenSSH writes", SFTP),
            secret(READER + "passphrase", "of the private key", SFTP));

    private static final List<Key> EXPORTS = section(
            "Exports: one is one dataflow",
            key(
                    EXPORT + "datasets",
                    Type.DATASETS,
                    "",
                    "ids (24 letters or digits) or `name:…` by comma, `\\,` is a comma in a name; needed without flow-id"),
            key(EXPORT + "storage", Type.NAME, "", "which storage; needed"),
            key(EXPORT + "path", Type.PATH, "", "the folder there; needed without flow-id"),
            key(EXPORT + "format", Type.FORMAT, "", "needed without flow-id"),
            key(EXPORT + "compression", Type.COMPRESSION, "gzip", "json: gzip only"),
            key(EXPORT + "every", Type.EVERY, "", "how often; needed without flow-id"),
            key(EXPORT + "start", Type.TIME, "", "the first due time, 2026-12-01T00:00:00Z; needed without flow-id"),
            key(EXPORT + "end", Type.TIME, "", "absent: Adobe stops the export after six months, so say it"),
            key(
                    EXPORT + "folder",
                    Type.TEMPLATE,
                    "",
                    "folder template with Adobe's macros; absent: the default layout"),
            key(
                    EXPORT + "flow-id",
                    Type.FLOW_ID,
                    "",
                    "this existing dataflow; what is given and different from it is DRIFT"),
            key(EXPORT + "manage", Type.BOOLEAN, "", "false: watch only; absent: true, with a flow-id false"),
            key(
                    EXPORT + "verify",
                    Type.DEPTH,
                    "integrity",
                    "files listed · head and tail of each read · records counted"),
            key(EXPORT + "reconcile", Type.RECONCILE, "warn", "landed records against the run's own count"),
            key(EXPORT + "empty", Type.EMPTY, "ok", "what a run is that had nothing to export"),
            key(EXPORT + "grace", Type.DURATION, "150m", "from due time to deadline"),
            key(EXPORT + "first-grace", Type.DURATION, "24h", "likewise for the first export, a full backfill"),
            key(EXPORT + "label.<label>", Type.LABEL, "", "any labels; alert channels match on them"),
            key(EXPORT + "runbook", Type.LINK, "", "a link for those who are alerted"),
            key(EXPORT + "severity", Type.SEVERITY, "", "absent: by verdict"),
            key(EXPORT + "platform", Type.NAME, "default", "which organisation"),
            key(EXPORT + "sandbox", Type.NAME, "", "absent: the platform's"),
            key(EXPORT + "enabled", Type.BOOLEAN, "true", "false: apply disables the dataflow, no alerts"));

    private static final List<Key> ALERTS = section(
            "Alerts: a channel is any Camel endpoint",
            new Key("", ALERT + "to", Type.CHANNEL, "", Set.of(), true, "where messages go; needed"),
            key(ALERT + "format", Type.MESSAGE, "text", "json: CloudEvents"),
            key(ALERT + "match.<label>", Type.LABEL, "", "only exports with this label; several values by comma"),
            key(ALERT + "match.verdict", Type.VERDICTS, "", "only these verdicts and conditions, by comma"),
            key(ALERT + "match.severity", Type.SEVERITIES, "", "only these severities, by comma"),
            key(ALERT + "repeat", Type.TIMEOUT, "12h", "how often an open incident is told again"),
            key(
                    "alert.fallback",
                    Type.NAME,
                    "",
                    "the channel used when another keeps failing; its match is ignored then"),
            new Key(
                    "",
                    "heartbeat.to",
                    Type.CHANNEL,
                    "",
                    Set.of(),
                    true,
                    "any endpoint, called after each complete round"));

    private static final List<Key> RUNTIME = section(
            "The runtime",
            key("provision.mode", Type.MODE, "plan", "what run does about differences: nothing · report · mend"),
            key("poll.cron", Type.CRON, "0/30 * * * * ?", "when rounds begin, as Quartz writes it"),
            key("flow-service.rate", Type.COUNT, "10", "calls a second to one organisation at most"),
            key(
                    "verify.settle",
                    Type.DURATION,
                    "2m",
                    "a set whose newest file is younger is looked at twice, this far apart"),
            key("verify.byte-budget", Type.SIZE, "20GB", "per slot, for verify=records"),
            key(
                    "state.url",
                    Type.STATE_URL,
                    "jdbc:sqlite:./data/landfall.db",
                    "or jdbc:postgresql://…, needed for more than one replica"),
            key("state.user", Type.TEXT, "", "for PostgreSQL"),
            secret("state.password", "for PostgreSQL"),
            key("state.keep", Type.TIMEOUT, "400d", "history; open incidents are never removed"),
            key("server.host", Type.HOST, "127.0.0.1", "off loopback a user and password or a token is needed"),
            key("server.port", Type.SERVER_PORT, "8080", "0: any free one, printed at start"),
            key("server.user", Type.TEXT, "", "with server.password"),
            secret("server.password", "with server.user"),
            secret("server.token", "instead of user and password"),
            key("server.tls.keystore", Type.FILE, "", "a PKCS12 file with the server's key and certificate: HTTPS"),
            secret("server.tls.password", "of the keystore"));

    static final List<Key> ALL = Stream.of(PLATFORM, STORAGE, WRITING, READING, EXPORTS, ALERTS, RUNTIME)
            .flatMap(List::stream)
            .toList();

    private Keys() {}

    private static List<Key> section(String name, Key... keys) {
        return Stream.of(keys).map(key -> key.in(name)).toList();
    }

    private static Key key(String pattern, Type<?> type, String fallback, String about, StorageType... types) {
        return new Key("", pattern, type, fallback, Set.of(types), false, about);
    }

    private static Key secret(String pattern, String about, StorageType... types) {
        return new Key("", pattern, Type.SECRET, "", Set.of(types), true, about);
    }
}
