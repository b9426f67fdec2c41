package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.emulator.S3Server;
import io.landfall.model.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

final class S3TestStore implements TestStore {
    static final String BUCKET = "acme-lake";
    private final AtomicInteger names = new AtomicInteger();
    private final S3Server server = S3Server.start("AKIATESTTESTTESTTEST", "0123456789abcdefghijABCDEFGHIJ0123456789")
            .bucket(BUCKET);
    private final Tap tap;

    S3TestStore() throws IOException {
        tap = new Tap(Integer.parseInt(server.url().replaceAll(".*:", "")));
    }

    S3Server server() {
        return server;
    }

    private Storage with(String endpoint, String id, String secret) {
        Canaries.plant(secret);
        return Looker.s3("lake-" + names.incrementAndGet(), endpoint, id, secret);
    }

    @Override
    public Storage storage() {
        return with("http://127.0.0.1:" + tap.port(), server.accessKey(), server.secretKey());
    }

    @Override
    public Storage withWrongCredentials() {
        return with("http://127.0.0.1:" + tap.port(), server.accessKey(), "x".repeat(40));
    }

    @Override
    public Storage unreachable() {
        return with("http://127.0.0.1:" + FreePort.closed(), server.accessKey(), server.secretKey());
    }

    @Override
    public void put(String key, byte[] content) {
        server.put(BUCKET, key, content);
    }

    @Override
    public void delete(String key) {
        server.delete(BUCKET, key);
    }

    @Override
    public void denyListing(boolean denied) {
        server.faults().denyListing(denied);
    }

    @Override
    public void hang(boolean hangs) {
        server.faults().delay(hangs ? Duration.ofMillis(1500) : Duration.ZERO);
    }

    @Override
    public Tap tap() {
        return tap;
    }

    @Override
    public void close() {
        tap.close();
        server.close();
    }
}
