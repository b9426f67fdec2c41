package io.landfall.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that Landfall talks to, in this process on 127.0.0.1: Flow Service with one organisation and the sandbox
 * {@code prod} with the datasets of {@link Catalogue}, an S3, a Google Cloud Storage and an SFTP server, the exporter that
 * writes to them, and a receiver of alerts.
 */
public final class LocalWorld implements AutoCloseable {

    public static final String ORG = "0123456789ABCDEF01234567@AdobeOrg";
    public static final String SANDBOX = "prod";
    public static final String CLIENT_ID = "local-world-client";
    public static final String CLIENT_SECRET = "local-world-secret";
    public static final String BUCKET = "acme-lake";
    public static final String REGION = "eu-west-1";

    private static final Logger LOG = LoggerFactory.getLogger(LocalWorld.class);
    private static final String ACCESS_KEY = "LANDFALLLOCALWORLD23";
    private static final String SECRET_KEY = "local/World+Secret0000000000000000000000";
    private static final String HMAC_ID = "GOOGLANDFALLLOCALWORLD23";
    private static final String HMAC_SECRET = "local/World+Hmac000000000000000000000000";

    private static final String AZURE_ACCOUNT = "acmelake";
    private static final String AZURE_CONTAINER = "landfall";
    private static final String ZONE = "dlz-destination";
    private static final String AZURE_KEY = "bGFuZGZhbGwtbG9jYWwtd29ybGQtYWNjb3VudC1rZXktMDAwMDAwMDAwMDAwMDAwMA==";
    private static final String PRINCIPAL = "66666666-7777-8888-9999-000000000000";
    private static final String PRINCIPAL_SECRET = "local-world-principal-secret";

    private final Path folder;
    private final FlowService flowService;
    private final Sandbox sandbox;
    private final S3Server s3;
    private final GcsServer gcs;
    private final SftpServer sftp;
    private final AzureServer azure;
    private final Webhook webhook;
    private final Exporter exporter;
    private final Clock clock;
    private final String readerToken;
    private String zoneToken;
    private ScheduledExecutorService ticker;

    private LocalWorld(Clock clock, Path folder, int port) {
        this.clock = clock;
        this.folder = folder;
        this.flowService = FlowService.start(clock, port).client(ORG, CLIENT_ID, CLIENT_SECRET);
        this.sandbox = flowService.sandbox(ORG, SANDBOX);
        Catalogue.all().forEach(sandbox::addDataset);
        this.s3 = S3Server.start(ACCESS_KEY, SECRET_KEY).bucket(BUCKET);
        this.gcs = GcsServer.start(HMAC_ID, HMAC_SECRET, clock).bucket(BUCKET);
        this.sftp = SftpServer.start(folder.resolve("dropbox"), folder.resolve("sftp-host-key"), 0)
                .user("adobe", "adobe-writes")
                .user("landfall", "landfall-reads");
        this.azure = AzureServer.start(AZURE_ACCOUNT, AZURE_KEY, clock)
                .container(AZURE_CONTAINER)
                .container(ZONE)
                .bearer(AzureDrop.bearer(PRINCIPAL, PRINCIPAL_SECRET));
        this.readerToken = azure.sas(AZURE_CONTAINER, "rl", null);
        this.webhook = Webhook.start(clock);
        this.exporter = new Exporter(flowService, clock)
                .reach(DestinationKind.S3, S3Drop.at(s3.url()))
                .reach(DestinationKind.GCS, S3Drop.atGoogle(gcs.url()))
                .reach(DestinationKind.AZURE_BLOB, AzureDrop.blob(azure.url()))
                .reach(
                        DestinationKind.DLZ,
                        AzureDrop.landingZone(azure.url() + "/" + ZONE, azure.sas(ZONE, "cw", null)))
                .reach(DestinationKind.ADLS_GEN2, AzureDrop.dataLake(azure.url()))
                .reach(DestinationKind.SFTP, SftpDrop.onPort(sftp.port()));
        writeKnownHosts();
        renewLandingZone();
        write(folder.resolve("service-account.json"), gcs.serviceAccount());
    }

    /**
     * Starts all of it on free ports.
     *
     * @param folder for the SFTP server's files and host key and the known_hosts file; made when missing
     */
    public static LocalWorld start(Clock clock, Path folder) {
        return start(clock, folder, 0);
    }

    /** The same, with Flow Service on a port of one's own choice. */
    public static LocalWorld start(Clock clock, Path folder, int port) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalWorld(clock, folder, port);
    }

    public FlowService flowService() {
        return flowService;
    }

    /** The sandbox {@code prod}. */
    public Sandbox sandbox() {
        return sandbox;
    }

    public S3Server s3() {
        return s3;
    }

    public GcsServer gcs() {
        return gcs;
    }

    public SftpServer sftp() {
        return sftp;
    }

    /** The storage account, whose containers are Blob Storage and Data Lake at once. */
    public AzureServer azure() {
        return azure;
    }

    public Webhook webhook() {
        return webhook;
    }

    public Exporter exporter() {
        return exporter;
    }

    /** The landing zone's credentials are others from now on, and those before are refused (Flow Service §12). */
    public void renewLandingZone() {
        if (zoneToken != null) {
            azure.revoke(zoneToken);
        }
        zoneToken = azure.sas(ZONE, "racwdlm", null);
        flowService.landingZone(Json.object()
                .put("containerName", ZONE)
                .put("SASToken", zoneToken)
                .put("storageAccountName", "another" + AZURE_ACCOUNT)
                .put("SASUri", azure.url() + "/" + ZONE + "?" + zoneToken));
    }

    /** The known_hosts file that names the SFTP server's key. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Writes the present host key of the SFTP server into {@link #knownHosts()}. */
    public void writeKnownHosts() {
        write(knownHosts(), sftp.knownHostsLine() + "\n");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The property keys that describe this world: {@code platform.*}, and {@code storage.*}, one of each type. */
    public Map<String, String> properties() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("platform.url", flowService.url());
        keys.put("platform.ims-url", flowService.url());
        keys.put("platform.org", ORG);
        keys.put("platform.client-id", CLIENT_ID);
        keys.put("platform.client-secret", CLIENT_SECRET);
        keys.put("platform.sandbox", SANDBOX);
        keys.put("storage.lake.type", "s3");
        keys.put("storage.lake.bucket", BUCKET);
        keys.put("storage.lake.region", REGION);
        keys.put("storage.lake.endpoint", s3.url());
        keys.put("storage.lake.adobe.access-key", ACCESS_KEY);
        keys.put("storage.lake.adobe.secret-key", SECRET_KEY);
        keys.put("storage.lake.reader.access-key", ACCESS_KEY);
        keys.put("storage.lake.reader.secret-key", SECRET_KEY);
        keys.put("storage.archive.type", "gcs");
        keys.put("storage.archive.bucket", BUCKET);
        keys.put("storage.archive.endpoint", gcs.url());
        keys.put("storage.archive.adobe.access-key", HMAC_ID);
        keys.put("storage.archive.adobe.secret-key", HMAC_SECRET);
        keys.put(
                "storage.archive.reader.credentials-file",
                folder.resolve("service-account.json").toAbsolutePath().toString());
        keys.put("storage.dropbox.type", "sftp");
        keys.put("storage.dropbox.host", "127.0.0.1");
        keys.put("storage.dropbox.port", Integer.toString(sftp.port()));
        keys.put("storage.dropbox.known-hosts", knownHosts().toAbsolutePath().toString());
        keys.put("storage.dropbox.adobe.user", "adobe");
        keys.put("storage.dropbox.adobe.password", "adobe-writes");
        keys.put("storage.dropbox.reader.user", "landfall");
        keys.put("storage.dropbox.reader.password", "landfall-reads");
        keys.put("storage.blobs.type", "azure-blob");
        keys.put("storage.blobs.account", AZURE_ACCOUNT);
        keys.put("storage.blobs.container", AZURE_CONTAINER);
        keys.put("storage.blobs.endpoint", azure.url());
        keys.put("storage.blobs.adobe.connection-string", azure.connectionString());
        keys.put("storage.blobs.reader.sas-token", readerToken);
        keys.put("storage.zone.type", "dlz");
        keys.put("storage.zone.endpoint", azure.url());
        keys.put("storage.directories.type", "adls-gen2");
        keys.put("storage.directories.account", AZURE_ACCOUNT);
        keys.put("storage.directories.container", AZURE_CONTAINER);
        keys.put("storage.directories.endpoint", azure.url());
        keys.put("storage.directories.adobe.tenant", "11111111-2222-3333-4444-555555555555");
        keys.put("storage.directories.adobe.client-id", PRINCIPAL);
        keys.put("storage.directories.adobe.client-secret", PRINCIPAL_SECRET);
        keys.put("storage.directories.reader.account-key", AZURE_KEY);
        return keys;
    }

    /**
     * Writes keys, such as {@link #properties()}, exports and channels, as a property file in sections.
     *
     * @param keys in the order wanted
     */
    public void writeConfig(Path file, Map<String, String> keys) {
        try {
            Files.writeString(file, ConfigText.of("A local world of Landfall", keys), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the exporter produce what becomes due, looking this often, until the world is closed. */
    public synchronized void keepExporting(Duration every) {
        if (ticker != null) {
            throw new IllegalStateException("the exporter is ticking already");
        }
        ticker = Executors.newSingleThreadScheduledExecutor(Loopback.daemons("exporter"));
        ticker.scheduleWithFixedDelay(this::tick, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            exporter.tick(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("the local world's exporter failed, and goes on", e);
        }
    }

    @Override
    public synchronized void close() {
        if (ticker != null) {
            ticker.shutdownNow();
        }
        flowService.close();
        webhook.close();
        azure.close();
        sftp.close();
        gcs.close();
        s3.close();
    }
}
