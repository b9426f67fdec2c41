package io.landfall.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.flowservice.Answer;
import io.landfall.flowservice.FlowServiceFailure;
import io.landfall.flowservice.FlowServiceRequest;
import io.landfall.model.Config;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.Trouble;
import io.landfall.storage.StoreFailure;
import io.landfall.storage.ZoneGrant;
import io.landfall.verdict.Inspection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The verbs of {@code verify-azure.camel.yaml} for landing zones: how the platform is asked for credentials, and which of
 * its answers are taken (Flow Service §12).
 */
public final class LandingZones {
    /** All files are deleted after that (Flow Service §12). */
    static final Duration RETENTION = Duration.ofDays(7);

    private static final String CREDENTIALS = "/data/foundation/connectors/landingzone/credentials";
    private static final String AZURE = ".blob.core.windows.net";
    private static final String AWS = "Amazon S3";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Config config;

    public LandingZones(Config config) {
        this.config = config;
    }

    /** The inspection, with how long its storage keeps files. */
    static Inspection retaining(Storage storage, Inspection inspection) {
        return storage != null && storage.type() == StorageType.DLZ ? inspection.retained(RETENTION) : inspection;
    }

    /** Asks for the credentials as they are; nothing is reset, because that would lock everybody else out. */
    public FlowServiceRequest question(Storage zone) {
        Platform platform = config.platforms().get(zone.need("platform"));
        return FlowServiceRequest.get(
                        platform, zone.need("sandbox"), CREDENTIALS, "fetch the credentials of the landing zone")
                .with("type", "dlz_destination");
    }

    /**
     * What was handed out.
     *
     * @throws StoreFailure if a part is missing, or it names a host that is neither Azure's nor the declared endpoint's
     */
    public ZoneGrant grant(Storage zone, Answer answer) {
        JsonNode json = answer.json();
        return json.path("dlzProvider").asText().equals(AWS) ? aws(zone, json) : azure(zone, json);
    }

    /** The platform did not hand any out. */
    public void barred(Storage zone, Exception failure) {
        FlowServiceFailure refused = FlowServiceFailure.in(failure)
                .orElseThrow(() -> new IllegalArgumentException("no failure of the platform", failure));
        throw StoreFailure.lasting(
                zone,
                refused.trouble().kind(),
                "the platform did not hand out the landing zone's credentials: "
                        + refused.trouble().detail(),
                refused.trouble().remedy(),
                refused);
    }

    private static ZoneGrant azure(Storage zone, JsonNode json) {
        URI uri = uri(zone, text(zone, json, "SASUri"));
        String path = uri.getRawPath();
        int slash = path == null ? -1 : path.lastIndexOf('/');
        if (slash < 0 || slash == path.length() - 1 || uri.getRawQuery() == null) {
            throw refused(zone, "its SASUri names no container or has no token");
        }
        String account = uri.getScheme() + "://" + uri.getRawAuthority() + path.substring(0, slash);
        if (!ofAzure(uri) && !declared(zone, uri)) {
            throw refused(zone, "its SASUri names the host " + uri.getHost());
        }
        return new ZoneGrant.Azure(account, path.substring(slash + 1), new Secret(uri.getRawQuery()));
    }

    private static ZoneGrant aws(Storage zone, JsonNode json) {
        JsonNode credentials = json.path("credentials");
        String bucket = text(zone, json.path("dlzPath"), "bucketName");
        if (!BUCKET.matcher(bucket).matches()) {
            throw refused(zone, "its bucketName is none");
        }
        return new ZoneGrant.Aws(
                bucket,
                json.path("dlzPath").path("dlzFolder").asText("").replaceAll("^/+|/+$", ""),
                new Secret(text(zone, credentials, "awsAccessKeyId")),
                new Secret(text(zone, credentials, "awsSecretAccessKey")),
                new Secret(text(zone, credentials, "awsSessionToken")));
    }

    private static boolean ofAzure(URI uri) {
        return uri.getScheme().equals("https")
                && uri.getPort() < 0
                && uri.getHost().toLowerCase(Locale.ROOT).endsWith(AZURE);
    }

    private static boolean declared(Storage zone, URI uri) {
        Optional<URI> endpoint = zone.at("endpoint").filter(e -> !e.isBlank()).map(URI::create);
        return endpoint.filter(e -> uri.getScheme().equals(e.getScheme())
                        && uri.getHost().equalsIgnoreCase(e.getHost())
                        && uri.getPort() == e.getPort())
                .isPresent();
    }

    /** The text itself is never repeated: it holds the token. */
    private static URI uri(Storage zone, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getScheme() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            throw refused(zone, "its SASUri is no URL");
        }
        throw refused(zone, "its SASUri is no URL");
    }

    private static String text(Storage zone, JsonNode json, String name) {
        String value = json.path(name).asText("");
        if (value.isEmpty()) {
            throw refused(zone, "it has no " + name);
        }
        return value;
    }

    private static StoreFailure refused(Storage zone, String why) {
        return StoreFailure.lasting(
                zone,
                Trouble.Kind.BROKEN_ANSWER,
                "the platform's answer about the landing zone cannot be used: " + why,
                "expected are Azure's containers at *" + AZURE + ", buckets of Amazon S3, or the host of storage."
                        + zone.name() + ".endpoint",
                null);
    }
}
