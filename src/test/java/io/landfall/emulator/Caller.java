package io.landfall.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plain client of the Flow Service emulator. */
final class Caller {

    static final String BASE = "/data/foundation/flowservice";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FlowService service;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Caller(FlowService service, String org, String clientId, String secret, String sandbox) throws Exception {
        this.service = service;
        headers.put(
                "Authorization",
                "Bearer " + token(clientId, secret).path("access_token").asText());
        headers.put("x-api-key", clientId);
        headers.put("x-gw-ims-org-id", org);
        headers.put("x-sandbox-name", sandbox);
    }

    Caller with(String header, String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    JsonNode token(String clientId, String secret) throws Exception {
        HttpResponse<String> answer = form(clientId, secret);
        return Json.parse(answer.body());
    }

    HttpResponse<String> form(String clientId, String secret) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8) + "&scope=openid%2CAdobeID";
        return http.send(
                HttpRequest.newBuilder(URI.create(service.url() + "/ims/token/v3"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return Json.parse(get(path).body());
    }

    HttpResponse<String> post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, body == null ? null : body.toString());
    }

    String create(String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(path, body);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Json.parse(answer.body()).path("id").asText();
    }

    HttpResponse<String> patch(String path, String etag, String body) throws IOException, InterruptedException {
        with("If-Match", etag);
        try {
            return send("PATCH", path, body);
        } finally {
            with("If-Match", null);
        }
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        String target = path.startsWith("/data/") ? path : BASE + path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.url() + target)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
