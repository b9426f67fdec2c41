package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Writes to a container of Azure with what the base connection holds: an account's key, a service principal, or a SAS. */
public final class AzureDrop implements Drop {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String container;
    private final String sas;
    private final BiConsumer<URI, Map<String, String>> sign;

    private AzureDrop(String container, String sas, BiConsumer<URI, Map<String, String>> sign) {
        this.container = container;
        this.sas = sas;
        this.sign = sign;
    }

    /** By connection string; its account's endpoint is the one of the local world. */
    public static Drop.Opener blob(String endpoint) {
        return (base, target) -> {
            Map<String, String> parts = Arrays.stream(base.path("auth")
                            .path("params")
                            .path("connectionString")
                            .asText()
                            .split(";"))
                    .map(part -> part.split("=", 2))
                    .filter(part -> part.length == 2)
                    .collect(Collectors.toMap(part -> part[0], part -> part[1]));
            AzureSignature signature =
                    new AzureSignature(parts.getOrDefault("AccountName", ""), parts.getOrDefault("AccountKey", ""));
            return new AzureDrop(
                    endpoint + "/" + target.path("params").path("container").asText(),
                    "",
                    (uri, headers) -> headers.put("authorization", signature.ofRequest("PUT", uri, headers)));
        };
    }

    /** By service principal; what it shows is {@link #bearer}. */
    public static Drop.Opener dataLake(String endpoint) {
        return (base, target) -> {
            JsonNode params = base.path("auth").path("params");
            String url = params.path("url").asText();
            String token = bearer(
                    params.path("servicePrincipalId").asText(),
                    params.path("servicePrincipalKey").asText());
            return new AzureDrop(
                    endpoint + "/" + url.substring(url.indexOf("//") + 2, url.indexOf('@')),
                    "",
                    (uri, headers) -> headers.put("authorization", "Bearer " + token));
        };
    }

    /** The landing zone: Adobe's own, so its connections hold nothing. */
    public static Drop.Opener landingZone(String container, String sas) {
        return (base, target) -> new AzureDrop(container, sas, (uri, headers) -> {});
    }

    /** What stands for the token of a service principal in the local world. */
    public static String bearer(String clientId, String clientSecret) {
        return clientId + "." + clientSecret;
    }

    @Override
    public void write(String key, byte[] content, Instant modified) throws IOException {
        String path = Arrays.stream(key.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        URI uri = URI.create(container + "/" + path + (sas.isEmpty() ? "" : "?" + sas));
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ms-blob-type", "BlockBlob");
        headers.put("x-ms-date", AzureReplies.date(Instant.now()));
        headers.put("x-ms-version", "2021-12-02");
        headers.put("x-ms-meta-mtime", Long.toString(modified.getEpochSecond()));
        headers.put("content-length", Integer.toString(content.length));
        sign.accept(uri, headers);
        headers.remove("content-length");
        HttpRequest.Builder put = HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        headers.forEach(put::header);
        try {
            HttpResponse<String> answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("Azure does not take " + key + ": " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing " + key, e);
        }
    }

    @Override
    public void close() {
        // the JDK's client ends with its last request
    }
}
