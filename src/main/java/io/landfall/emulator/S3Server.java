package io.landfall.emulator;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.function.IntFunction;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server in this process and in memory, on 127.0.0.1, with real signature checks: any other key than the one it
 * was started with gets 403. Path-style addressing; any region.
 */
public final class S3Server implements AutoCloseable {

    private final String accessKey;
    private final String secretKey;
    private final S3Index store;
    private final FaultyBlobs blobs;
    private final S3Proxy proxy;

    private S3Server(String accessKey, String secretKey) throws Exception {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.store = new S3Index(new TransientNio2BlobStore());
        this.blobs = new FaultyBlobs(store);
        this.proxy = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        proxy.start();
    }

    /**
     * Starts on any free port.
     *
     * @param accessKey 20 of {@code A-Z2-7}, and
     * @param secretKey 40 of {@code A-Za-z0-9/+}, as Flow Service wants them (§6)
     * @throws IllegalArgumentException for keys of another shape
     */
    public static S3Server start(String accessKey, String secretKey) {
        if (!accessKey.matches("^[A-Z2-7]{20}$") || !secretKey.matches("^[A-Za-z0-9/+]{40}$")) {
            throw new IllegalArgumentException("access key: 20 of A-Z2-7, secret key: 40 of A-Za-z0-9/+");
        }
        return withAnyKey(accessKey, secretKey);
    }

    /** The same without looking at the form of the keys. */
    static S3Server withAnyKey(String accessKey, String secretKey) {
        try {
            return new S3Server(accessKey, secretKey);
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not start", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return proxy.getPort();
    }

    public String accessKey() {
        return accessKey;
    }

    public String secretKey() {
        return secretKey;
    }

    public StoreFaults faults() {
        return blobs.faults;
    }

    /** What it serves, with its faults. */
    BlobStore blobs() {
        return blobs;
    }

    /** Makes a bucket; nothing happens when it is there. */
    public S3Server bucket(String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
        return this;
    }

    /** Writes an object straight into the store, past signatures and faults. */
    public void put(String bucket, String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    /** Takes an object away, past signatures and faults. */
    public void delete(String bucket, String key) {
        store.removeBlob(bucket, key);
    }

    /** The keys of a bucket in order. */
    public List<String> keys(String bucket) {
        return store.keys(bucket);
    }

    /** The content of an object, past signatures and faults. */
    public byte[] get(String bucket, String key) {
        try (var stream = store.getBlob(bucket, key)) {
            return stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Adds n objects {@code <prefix>part-00000 …} of this many zero bytes each; a million take some seconds. */
    public void fillWith(String bucket, String prefix, int n, int size) {
        fillWith(bucket, n, i -> String.format("%spart-%05d", prefix, i), new byte[size]);
    }

    /** Adds n objects of the same content, kept once, under these keys; straight into the store. */
    public void fillWith(String bucket, int n, IntFunction<String> keys, byte[] content) {
        store.fill(bucket, n, keys, content);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not stop", e);
        }
        store.close();
    }
}
