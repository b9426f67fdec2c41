package io.landfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.landfall.canary.Canaries;
import io.landfall.model.Secret;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A container of its own in {@link Azurite}. {@link #storage} reads with a SAS token whose rights stand in a stored policy of
 * the container, where they can be taken back.
 */
final class AzuriteContainer extends AzureTestStore {
    private static final AtomicInteger CONTAINERS = new AtomicInteger();
    private static final com.azure.core.http.HttpClient HTTP = new JdkHttpClientBuilder().build();
    private static final HttpClient PLAIN = HttpClient.newHttpClient();
    private static final String POLICY = "landfall";

    private final BlobContainerClient client;

    private AzuriteContainer(BlobContainerClient client, int port) throws IOException {
        super(StorageType.AZURE_BLOB, client.getBlobContainerName(), port);
        this.client = client;
        rights("rl");
    }

    static AzuriteContainer in(Azurite server) throws IOException {
        BlobContainerClient client = new BlobContainerClientBuilder()
                .endpoint("http://127.0.0.1:" + server.port() + "/" + ACCOUNT)
                .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                .containerName("landfall-" + CONTAINERS.incrementAndGet())
                .httpClient(HTTP)
                .buildClient();
        client.create();
        return new AzuriteContainer(client, server.port());
    }

    private void rights(String letters) {
        BlobAccessPolicy policy = new BlobAccessPolicy()
                .setExpiresOn(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))
                .setPermissions(letters);
        client.setAccessPolicy(
                null, List.of(new BlobSignedIdentifier().setId(POLICY).setAccessPolicy(policy)));
    }

    @Override
    String sas() {
        String token = client.generateSas(new BlobServiceSasSignatureValues(POLICY));
        Canaries.plant(token.replaceAll(".*sig=", ""));
        return token;
    }

    @Override
    String sas(String permissions, Instant end) {
        return client.generateSas(new BlobServiceSasSignatureValues(
                end.atOffset(ZoneOffset.UTC), BlobContainerSasPermission.parse(permissions)));
    }

    @Override
    Storage storage() {
        return with(Map.of("sas-token", new Secret(sas())));
    }

    @Override
    void denyReading(boolean denied) {
        rights(denied ? "l" : "rl");
    }

    @Override
    void denyListing(boolean denied) {
        rights(denied ? "r" : "rl");
    }

    @Override
    void put(String key, byte[] content) {
        client.getBlobClient(key).upload(BinaryData.fromBytes(content), true);
    }

    /** Past the client, which would sign each of thousands of requests. */
    @Override
    void fill(String folder, int from, int to) {
        String token = sas("w", Instant.now().plusSeconds(3600));
        Semaphore underWay = new Semaphore(32);
        List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(from, to)
                .mapToObj(i -> HttpRequest.newBuilder(URI.create(String.format(
                                "%s/%s/part-%05d.json.gz?%s", client.getBlobContainerUrl(), folder, i, token)))
                        .header("x-ms-blob-type", "BlockBlob")
                        .header("x-ms-version", "2021-12-02")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2, 3}))
                        .build())
                .map(put -> {
                    underWay.acquireUninterruptibly();
                    return PLAIN.sendAsync(put, HttpResponse.BodyHandlers.discarding())
                            .whenComplete((answer, failure) -> underWay.release());
                })
                .toList();
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    }

    @Override
    void delete(String key) {
        client.getBlobClient(key).delete();
    }

    @Override
    public void close() {
        super.close();
        client.delete();
    }
}
