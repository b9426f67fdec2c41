package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes to an S3 bucket with the access key of the base connection. */
public final class S3Drop implements Drop {

    private final S3Client client;
    private final String bucket;

    private S3Drop(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Adobe's connections name no endpoint, so the local world says where its S3 server is. */
    public static Drop.Opener at(String endpoint) {
        return opener(endpoint, "s3AccessKey", "s3SecretKey");
    }

    /** The same for Google Cloud Storage, whose XML interface is S3's. */
    public static Drop.Opener atGoogle(String endpoint) {
        return opener(endpoint, "accessKeyId", "secretAccessKey");
    }

    private static Drop.Opener opener(String endpoint, String idParam, String secretParam) {
        return (base, target) -> {
            JsonNode auth = base.path("auth").path("params");
            AwsBasicCredentials key = AwsBasicCredentials.create(
                    auth.path(idParam).asText(), auth.path(secretParam).asText());
            S3Client client = S3Client.builder()
                    .endpointOverride(URI.create(endpoint))
                    .forcePathStyle(true)
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(key))
                    .build();
            return new S3Drop(client, target.path("params").path("bucketName").asText());
        };
    }

    @Override
    public void write(String key, byte[] content, Instant modified) throws IOException {
        try {
            client.putObject(
                    put -> put.bucket(bucket)
                            .key(key)
                            .metadata(Map.of("mtime", Long.toString(modified.getEpochSecond()))),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw new IOException("S3 does not take " + key, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
