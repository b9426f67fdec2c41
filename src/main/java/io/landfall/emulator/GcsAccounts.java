package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The service accounts of the local Google: their keys, and tokens for what is signed with them (RFC 7523). */
final class GcsAccounts {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String EMAIL = "landfall@local-world.iam.gserviceaccount.com";
    private static final int LIFETIME_SECONDS = 3599;

    /** The audience that Google's own client names, whatever the {@code token_uri}. */
    private static final String GOOGLE = "https://oauth2.googleapis.com/token";

    private final Clock clock;
    private final Supplier<String> url;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    /** @param url of the server, known once it runs */
    GcsAccounts(Clock clock, Supplier<String> url) {
        this.clock = clock;
        this.url = url;
    }

    /** Made once for a process: it takes a while. */
    private static final class Keys {
        static final KeyPair KNOWN = make();
        static final KeyPair DELETED = make();

        private static KeyPair make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has RSA", e);
            }
        }
    }

    String key() {
        return key(Keys.KNOWN);
    }

    String deletedKey() {
        return key(Keys.DELETED);
    }

    private String key(KeyPair pair) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Json.object()
                .put("type", "service_account")
                .put("project_id", "local-world")
                .put("private_key_id", "0123456789abcdef0123456789abcdef01234567")
                .put("private_key", pem)
                .put("client_email", EMAIL)
                .put("client_id", "123456789012345678901")
                .put("token_uri", url.get() + "/token")
                .toPrettyString();
    }

    int issued() {
        return issued.get();
    }

    void revoke() {
        tokens.clear();
    }

    /** Whether an {@code Authorization} header holds a token that is valid now. */
    boolean knows(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        Instant expires = tokens.get(authorization.substring("Bearer ".length()));
        return expires != null && clock.instant().isBefore(expires);
    }

    Reply token(byte[] form) {
        Query fields = Query.of(new String(form, StandardCharsets.UTF_8));
        if (fields.first("grant_type").filter(GRANT::equals).isEmpty()) {
            return refused("unsupported_grant_type", "Invalid grant_type");
        }
        String[] parts = fields.first("assertion").orElse("").split("\\.");
        if (parts.length != 3 || !signed(parts)) {
            return refused("invalid_grant", "Invalid JWT Signature.");
        }
        JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));
        boolean right = claims.path("iss").asText().equals(EMAIL)
                && Set.of(url.get() + "/token", GOOGLE)
                        .contains(claims.path("aud").asText())
                && claims.path("exp").asLong() > clock.instant().getEpochSecond();
        if (!right) {
            return refused("invalid_grant", "Invalid JWT: iss, aud or exp is wrong.");
        }
        if (claims.path("scope").asText().isBlank()) {
            return refused("invalid_scope", "Empty or missing scope not allowed.");
        }
        String token = "ya29.local-" + UUID.randomUUID();
        tokens.put(token, clock.instant().plusSeconds(LIFETIME_SECONDS));
        issued.incrementAndGet();
        return Reply.ok(Json.object()
                .put("access_token", token)
                .put("expires_in", LIFETIME_SECONDS)
                .put("token_type", "Bearer"));
    }

    private static boolean signed(String[] parts) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(Keys.KNOWN.getPublic());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return false;
        }
    }

    private static Reply refused(String error, String description) {
        return Reply.json(400, Json.object().put("error", error).put("error_description", description));
    }
}
