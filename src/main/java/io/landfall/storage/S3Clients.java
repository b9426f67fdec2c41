package io.landfall.storage;

import io.landfall.model.Secret;
import io.landfall.model.Storage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The AWS client of one declared storage, the same for Camel's endpoint and for everybody else: one attempt for each
 * call, as many connections as the storage's {@code concurrency}, its {@code timeout} for each request.
 */
final class S3Clients {
    private static final Region ANY = Region.US_EAST_1;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private S3Clients() {}

    static S3Client of(Storage storage) {
        Region region =
                storage.at("region").filter(r -> !r.isBlank()).map(Region::of).orElse(ANY);
        return of(storage, region, credentials(storage, region)).build();
    }

    /** With credentials that are good for a while, for a bucket whose region nobody tells. */
    static S3Client of(Storage storage, AwsSessionCredentials session) {
        return of(storage, ANY, StaticCredentialsProvider.create(session))
                .crossRegionAccessEnabled(true)
                .build();
    }

    private static S3ClientBuilder of(Storage storage, Region region, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(http(storage))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))
                        .apiCallAttemptTimeout(storage.timeout())
                        .addExecutionInterceptor(new S3Answer.Interceptor()));
        storage.at("endpoint")
                .filter(e -> !e.isBlank())
                .ifPresent(e -> builder.endpointOverride(URI.create(e)).forcePathStyle(true));
        return builder;
    }

    private static ApacheHttpClient.Builder http(Storage storage) {
        Duration timeout = storage.timeout();
        return ApacheHttpClient.builder()
                .maxConnections(storage.concurrency())
                .connectionAcquisitionTimeout(timeout)
                .connectionTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                .socketTimeout(timeout)
                .tcpKeepAlive(true);
    }

    /** {@code reader.*}; else what the machine has; else what Adobe writes with: the next only where one is not there. */
    private static AwsCredentialsProvider credentials(Storage storage, Region region) {
        AwsCredentialsProvider reader = keys(storage.reader(), storage, "reader.");
        Secret role = storage.reader().get("role-arn");
        if (role != null) {
            StsClient sts = StsClient.builder()
                    .region(region)
                    .credentialsProvider(reader == null ? AwsCredentialsProviderChain.of(machine(storage)) : reader)
                    .httpClientBuilder(http(storage))
                    .build();
            return StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts)
                    .refreshRequest(r -> r.roleArn(role.reveal()).roleSessionName("landfall"))
                    .build();
        }
        if (reader != null) {
            return reader;
        }
        List<AwsCredentialsProvider> chain = new ArrayList<>(List.of(machine(storage)));
        AwsCredentialsProvider adobe = keys(storage.adobe(), storage, "adobe.");
        if (adobe != null) {
            chain.add(adobe);
        }
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(chain)
                .reuseLastProviderEnabled(true)
                .build();
    }

    /** A role of the instance belongs to AWS itself, so it is not asked for where the endpoint is somebody else's. */
    private static AwsCredentialsProvider[] machine(Storage storage) {
        List<AwsCredentialsProvider> chain = new ArrayList<>(List.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                WebIdentityTokenFileCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                ContainerCredentialsProvider.create()));
        if (storage.at("endpoint").filter(e -> !e.isBlank()).isEmpty()) {
            chain.add(InstanceProfileCredentialsProvider.create());
        }
        return chain.toArray(AwsCredentialsProvider[]::new);
    }

    private static AwsCredentialsProvider keys(Map<String, Secret> secrets, Storage storage, String prefix) {
        Secret id = secrets.get("access-key");
        Secret key = secrets.get("secret-key");
        if (id == null && key == null) {
            return null;
        }
        if (id == null || key == null) {
            throw new IllegalArgumentException("storage." + storage.name() + "." + prefix
                    + "access-key and secret-key belong together; one is not set");
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id.reveal(), key.reveal()));
    }
}
