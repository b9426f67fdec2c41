package io.landfall.faults;

import io.landfall.canary.Canaries;
import io.landfall.emulator.S3Server;
import io.landfall.model.Storage;
import java.io.IOException;

final class S3TestStore extends TestStore {
    static final String BUCKET = "acme-lake";

    private final S3Server server;

    S3TestStore() throws IOException {
        this(S3Server.start("AKIATESTTESTTESTTEST", "0123456789abcdefghijABCDEFGHIJ0123456789")
                .bucket(BUCKET));
    }

    private S3TestStore(S3Server server) throws IOException {
        super(before(server.url()));
        this.server = server;
    }

    S3Server server() {
        return server;
    }

    private Storage with(int port, String secret) {
        Canaries.plant(secret);
        return Looker.s3(named("lake"), "http://127.0.0.1:" + port, server.accessKey(), secret);
    }

    @Override
    Storage at(int port) {
        return with(port, server.secretKey());
    }

    @Override
    Storage withWrongCredentials() {
        return with(tap().port(), "x".repeat(40));
    }

    @Override
    void put(String key, byte[] content) {
        server.put(BUCKET, key, content);
    }

    @Override
    void delete(String key) {
        server.delete(BUCKET, key);
    }

    @Override
    void denyListing(boolean denied) {
        server.faults().denyListing(denied);
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}
