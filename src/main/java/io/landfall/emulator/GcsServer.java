package io.landfall.emulator;

import java.time.Clock;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A Google Cloud Storage in this process and in memory, on one port of 127.0.0.1, as the real one has one address: its
 * JSON interface for service accounts (list, read; with the token endpoint at {@code /token}), its XML interface for an
 * HMAC key with real signature checks. Both show the same objects and have the same faults.
 */
public final class GcsServer implements AutoCloseable {

    private final S3Server xml;
    private final GcsAccounts accounts;
    private final Loopback json;
    private final Switch front;

    private GcsServer(String accessKey, String secretKey, Clock clock) {
        this.xml = S3Server.withAnyKey(accessKey, secretKey);
        this.accounts = new GcsAccounts(clock, this::url);
        GcsInterface handler = new GcsInterface(xml.blobs(), accounts);
        this.json = Loopback.start("gcs", 0, handler::handle);
        this.front = Switch.start(
                line -> line.contains(" /storage/v1/") || line.contains(" /download/") || line.contains(" /token")
                        ? json.port()
                        : xml.port());
    }

    /** Starts on any free port, with one HMAC key that may write and read. */
    public static GcsServer start(String accessKey, String secretKey, Clock clock) {
        return new GcsServer(accessKey, secretKey, clock);
    }

    public String url() {
        return "http://127.0.0.1:" + front.port();
    }

    /** The JSON key of a service account that may list and read every bucket, as Google gives it out. */
    public String serviceAccount() {
        return accounts.key();
    }

    /** The same of an account that is not known here any more. */
    public String deletedAccount() {
        return accounts.deletedKey();
    }

    /** Every token given out so far is refused from now on. */
    public void revokeTokens() {
        accounts.revoke();
    }

    /** How many tokens were given out. */
    public int tokens() {
        return accounts.issued();
    }

    public String accessKey() {
        return xml.accessKey();
    }

    public String secretKey() {
        return xml.secretKey();
    }

    /** Of both interfaces. */
    public StoreFaults faults() {
        return xml.faults();
    }

    /** Makes a bucket; nothing happens when it is there. */
    public GcsServer bucket(String bucket) {
        xml.bucket(bucket);
        return this;
    }

    /** Writes an object straight into the store. */
    public void put(String bucket, String key, byte[] content) {
        xml.put(bucket, key, content);
    }

    /** Takes an object away. */
    public void delete(String bucket, String key) {
        xml.delete(bucket, key);
    }

    /** The keys of a bucket in order. */
    public List<String> keys(String bucket) {
        return xml.keys(bucket);
    }

    /** Adds n objects of the same content, kept once. */
    public void fillWith(String bucket, int n, IntFunction<String> keys, byte[] content) {
        xml.fillWith(bucket, n, keys, content);
    }

    @Override
    public void close() {
        front.close();
        json.close();
        xml.close();
    }
}
