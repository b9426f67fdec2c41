package io.landfall.runtime;

import io.landfall.model.Export;
import io.landfall.state.SentCredentials;
import io.landfall.state.SentCredentials.Kept;
import io.landfall.state.SentCredentials.Key;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Knows a rotation of credentials by a salted hash of those that were sent last, as Flow Service never shows them
 * (Flow Service §6).
 */
final class ProvisioningCredentials {

    private static final String FUNCTION = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 10_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final SentCredentials sent;
    private final SecureRandom random = new SecureRandom();

    /** A hash takes long on purpose, and the plan of a round asks for the same ones over and over. */
    private final Map<String, String> hashed = new ConcurrentHashMap<>();

    ProvisioningCredentials(SentCredentials sent) {
        this.sent = sent;
    }

    /**
     * Whether others were sent last. Without a hash from then (made elsewhere, or before Landfall kept one) nobody
     * knows, and it is not said.
     *
     * @param secrets by dotted path
     */
    boolean rotated(Export export, Map<String, String> secrets) {
        Optional<Kept> kept = secrets.isEmpty() ? Optional.empty() : sent.of(key(export));
        return kept.filter(k -> !k.hash().equals(hash(k.salt(), secrets))).isPresent();
    }

    /** Notes that these were sent. */
    void sent(Export export, Map<String, String> secrets) {
        if (secrets.isEmpty()) {
            return;
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String shown = HexFormat.of().formatHex(salt);
        sent.keep(key(export), new Kept(shown, hash(shown, secrets)));
    }

    private String hash(String salt, Map<String, String> secrets) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(secrets)
                .forEach((path, secret) -> text.append(path)
                        .append('=')
                        .append(secret.length())
                        .append(':')
                        .append(secret)
                        .append('\n'));
        return hashed.computeIfAbsent(salt + text, known -> slow(salt, text.toString()));
    }

    private static String slow(String salt, String text) {
        PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), HexFormat.of().parseHex(salt), ROUNDS, HASH_BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance(FUNCTION)
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + FUNCTION, e);
        } finally {
            spec.clearPassword();
        }
    }

    private static Key key(Export export) {
        return new Key(export.key().platform(), export.key().sandbox(), export.storage());
    }
}
