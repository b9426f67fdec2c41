package io.landfall.alert;

import io.landfall.canary.Canaries;
import io.landfall.model.Channel;
import io.landfall.model.Channel.MessageFormat;
import io.landfall.model.Compression;
import io.landfall.model.Config;
import io.landfall.model.DatasetRef;
import io.landfall.model.Depth;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Format;
import io.landfall.model.Judgement;
import io.landfall.model.Landing;
import io.landfall.model.Platform;
import io.landfall.model.Reconcile;
import io.landfall.model.Run;
import io.landfall.model.RunState;
import io.landfall.model.Secret;
import io.landfall.model.Severity;
import io.landfall.model.SlotKey;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One organisation, one lake, and as many exports and channels as a test asks for. */
public final class Sample {
    public static final String DATASET = "5ef3e3259ad2a1191ab7dd7d";
    public static final String OTHER = "5ef3e3259ad2a1191ab7dd7e";
    public static final Instant SLOT = Instant.parse("2026-12-01T03:00:00Z");
    public static final Instant NEXT = SLOT.plus(Duration.ofHours(3));
    public static final Duration GRACE = Duration.ofMinutes(150);
    public static final Instant FIRST_SEEN = Instant.parse("2026-11-01T00:00:00Z");

    private final Map<String, Export> exports = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private Optional<Secret> heartbeat = Optional.empty();

    public static Config plain() {
        return new Sample()
                .export("orders")
                .channel("ops", "log:ops", MessageFormat.TEXT)
                .config();
    }

    public static ExportKey key(String export) {
        return new ExportKey("default", "prod", export);
    }

    public Sample export(String name) {
        return export(name, Map.of("owner", "data-core"), Optional.empty(), true, false);
    }

    public Sample export(
            String name, Map<String, String> labels, Optional<Severity> severity, boolean enabled, boolean onEmpty) {
        exports.put(
                name,
                new Export(
                        key(name),
                        "lake",
                        List.of(DatasetRef.id(DATASET)),
                        "aep/" + name,
                        Optional.of(Format.PARQUET),
                        Compression.GZIP,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Depth.INTEGRITY,
                        Reconcile.WARN,
                        onEmpty,
                        GRACE,
                        Duration.ofHours(24),
                        labels,
                        Optional.empty(),
                        severity,
                        enabled));
        return this;
    }

    public Sample channel(String name, String to, MessageFormat format) {
        return channel(name, to, format, Map.of(), Optional.empty());
    }

    public Sample channel(
            String name, String to, MessageFormat format, Map<String, String> match, Optional<String> fallback) {
        channels.put(name, new Channel(name, new Secret(to), format, match, Duration.ofHours(12), fallback));
        return this;
    }

    public Sample heartbeat(String to) {
        heartbeat = Optional.of(new Secret(to));
        return this;
    }

    public Config config() {
        Canaries.plant(
                List.of("p8e-canary/client+secret", "canary-write-secret", "canary read&secret", "canary-db-password"));
        Platform platform = new Platform(
                "default",
                URI.create("https://platform.adobe.io"),
                URI.create("https://ims-na1.adobelogin.com"),
                "0123456789ABCDEF01234567@AdobeOrg",
                "client",
                new Secret("p8e-canary/client+secret"),
                "openid",
                "prod");
        Storage lake = new Storage(
                "lake",
                StorageType.S3,
                Map.of("bucket", "acme-lake", "region", "eu-west-1"),
                Map.of("access-key", new Secret("AKIACANARYWRITE"), "secret-key", new Secret("canary-write-secret")),
                Map.of("access-key", new Secret("AKIACANARYREAD"), "secret-key", new Secret("canary read&secret")),
                8,
                Duration.ofSeconds(30));
        Config.Settings settings = new Config.Settings(
                Config.ProvisionMode.PLAN,
                "0/30 * * * * ?",
                Duration.ofMinutes(2),
                20_000_000_000L,
                "jdbc:sqlite:landfall.db",
                Optional.empty(),
                Optional.of(new Secret("canary-db-password")),
                Duration.ofDays(400),
                new Config.Server(
                        "127.0.0.1",
                        8080,
                        Optional.empty(),
                        Optional.of(new Secret("pw7x")),
                        Optional.empty(),
                        Optional.empty()),
                heartbeat);
        return new Config(Map.of("default", platform), Map.of("lake", lake), exports, channels, settings, Map.of());
    }

    public static Judged judged(String export, Instant slot, Verdict verdict) {
        return judged(export, DATASET, slot, verdict, slot.plus(GRACE));
    }

    public static Judged judged(String export, String dataset, Instant slot, Verdict verdict, Instant checkedAt) {
        Optional<Landing> landing =
                switch (verdict) {
                    case LANDED, LANDED_LATE -> Optional.of(landing(3, 4_096));
                    case CORRUPT, WRONG_FORMAT, INCOMPLETE -> Optional.of(landing(2, 2_048));
                    case EMPTY -> Optional.of(landing(3, 0));
                    case MISSING, NOTHING_TO_EXPORT -> Optional.of(Landing.none());
                    case WAITING, SETTLING, EXPIRED, PAUSED, ENDED, UNKNOWN, NOT_STARTED, RUN_FAILED, RUN_STUCK ->
                        Optional.empty();
                };
        return of(new Judgement(
                new SlotKey(key(export), slot),
                dataset,
                verdict,
                Depth.INTEGRITY,
                verdict == Verdict.NOT_STARTED ? Optional.empty() : Optional.of(run(slot, verdict)),
                landing,
                Optional.empty(),
                List.of(finding(verdict)),
                checkedAt));
    }

    public static Judged unknown(String export, Instant slot, String what, Trouble.Kind kind, Instant checkedAt) {
        return of(new Judgement(
                new SlotKey(key(export), slot),
                DATASET,
                Verdict.UNKNOWN,
                Depth.INTEGRITY,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Trouble(
                        what, kind, "AccessDenied: s3:ListBucket", "Give the reader of storage.lake s3:ListBucket.")),
                List.of(),
                checkedAt));
    }

    private static Judged of(Judgement j) {
        return new Judged(j, j.slot().due().plus(GRACE), FIRST_SEEN);
    }

    private static Landing landing(long files, long bytes) {
        return new Landing(
                Optional.of("aep/orders/" + DATASET + "/exportTime=20261201030412"),
                files,
                bytes,
                Optional.of(SLOT.plusSeconds(300)),
                Optional.empty(),
                0,
                0,
                0,
                true,
                List.of());
    }

    private static Run run(Instant slot, Verdict verdict) {
        boolean failed = verdict == Verdict.RUN_FAILED;
        boolean stuck = verdict == Verdict.RUN_STUCK;
        boolean silent = stuck || failed || verdict == Verdict.UNKNOWN;
        return new Run(
                "6a1b0c2d-run",
                "flow-1",
                failed ? RunState.FAILED : stuck ? RunState.UNFINISHED : RunState.SUCCEEDED,
                failed ? "failed" : stuck ? "inProgress" : "success",
                slot,
                slot.plusSeconds(240),
                Optional.of(slot),
                Optional.empty(),
                silent ? Optional.empty() : Optional.of(verdict == Verdict.NOTHING_TO_EXPORT ? 0L : 1_200L),
                silent ? Optional.empty() : Optional.of(verdict == Verdict.NOTHING_TO_EXPORT ? 0L : 3L),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                failed ? List.of("CONNECTOR-2001-500: the destination refused the credentials") : List.of());
    }

    private static String finding(Verdict verdict) {
        return switch (verdict) {
            case CORRUPT -> "part-00001.gz.parquet: no footer, the file ends after 1,024 bytes";
            case WRONG_FORMAT -> "part-00001.csv: neither gz.parquet nor a marker";
            case EMPTY -> "3 files of zero bytes";
            case INCOMPLETE -> "2 files, the run says 3";
            case MISSING -> "no folder for this slot below aep/orders/" + DATASET;
            case NOT_STARTED -> "no run was last updated after the slot";
            case UNKNOWN -> "the run succeeded without any count, and nothing landed";
            case RUN_STUCK -> "the run is inProgress since 2026-12-01T03:00:00Z";
            case RUN_FAILED -> "the run ended as failed";
            case NOTHING_TO_EXPORT -> "the run succeeded with zero records";
            case WAITING, SETTLING, LANDED, LANDED_LATE, EXPIRED, PAUSED, ENDED -> "as expected";
        };
    }
}
