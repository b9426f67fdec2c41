package io.landfall.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Google's JSON interface over the store behind the XML one: list objects, read an object or a range of it. */
final class GcsInterface {
    private static final Pattern LIST = Pattern.compile("/storage/v1/b/([^/]+)/o/?");
    private static final Pattern READ = Pattern.compile("(?:/download)?/storage/v1/b/([^/]+)/o/([^/]+)");
    private static final int MOST = 1000;

    private final BlobStore store;
    private final GcsAccounts accounts;

    GcsInterface(BlobStore store, GcsAccounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Loopback.send(exchange, reply(exchange, body));
    }

    private Reply reply(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals("/token")) {
            return accounts.token(body);
        }
        if (!accounts.knows(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, "authError", "Invalid Credentials");
        }
        Query query = Query.of(exchange.getRequestURI().getRawQuery());
        Matcher list = LIST.matcher(path);
        Matcher read = READ.matcher(path);
        try {
            if (list.matches()) {
                return list(decoded(list.group(1)), query);
            }
            if (read.matches() && query.first("alt").filter("media"::equals).isPresent()) {
                String range = exchange.getRequestHeaders().getFirst("Range");
                return read(decoded(read.group(1)), decoded(read.group(2)), range);
            }
            return error(404, "notFound", "Not Found");
        } catch (AwsServiceException e) {
            return failure(e);
        }
    }

    private Reply list(String bucket, Query query) {
        int most = Math.min(MOST, query.number("maxResults").orElse(MOST));
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(query.first("prefix").orElse(""))
                .delimiter(query.first("delimiter").orElse(null))
                .maxKeys(most);
        String start = query.first("startOffset").orElse("");
        if (!start.isEmpty()) {
            request.startAfter(rightBefore(start));
        }
        query.first("pageToken").map(GcsInterface::unwrapped).ifPresent(request::continuationToken);
        ListObjectsV2Response page = store.list(request.build());
        ObjectNode answer = Json.object().put("kind", "storage#objects");
        ArrayNode items = Json.array();
        page.contents().forEach(object -> items.add(item(bucket, object)));
        if (!items.isEmpty()) {
            answer.set("items", items);
        }
        ArrayNode prefixes = Json.array();
        page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(prefixes::add);
        if (!prefixes.isEmpty()) {
            answer.set("prefixes", prefixes);
        }
        if (page.nextContinuationToken() != null) {
            answer.put("nextPageToken", wrapped(page.nextContinuationToken()));
        }
        return Reply.ok(query.first("fields").map(f -> chosen(answer, f)).orElse(answer));
    }

    private static ObjectNode item(String bucket, S3Object object) {
        return Json.object()
                .put("kind", "storage#object")
                .put("bucket", bucket)
                .put("name", object.key())
                .put("size", object.size().toString())
                .put("updated", object.lastModified().toString());
    }

    /** Only what {@code fields} asks for, as {@code kind,items/name,items/size,nextPageToken}. */
    private static ObjectNode chosen(ObjectNode answer, String fields) {
        Set<String> top = new TreeSet<>();
        Set<String> ofItems = new TreeSet<>();
        for (String field : fields.split(",")) {
            top.add(field.replaceFirst("/.*", ""));
            ofItems.add(field.replaceFirst(".*/", ""));
        }
        answer.path("items").forEach(item -> ((ObjectNode) item).retain(ofItems));
        return answer.retain(top);
    }

    private Reply read(String bucket, String name, String range) throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket).key(name);
        if (range != null) {
            request.range(range);
        }
        try (ResponseInputStream<GetObjectResponse> stream = store.getBlob(request.build())) {
            Map<String, String> headers = new HashMap<>();
            if (stream.response().contentRange() != null) {
                headers.put("Content-Range", stream.response().contentRange());
            }
            byte[] bytes = stream.readAllBytes();
            return new Reply(range == null ? 200 : 206, "application/octet-stream", bytes, headers);
        }
    }

    private static Reply failure(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        return switch (code) {
            case "NoSuchBucket" -> error(404, "notFound", "The specified bucket does not exist.");
            case "NoSuchKey" -> text(404, "No such object");
            case "InvalidRange" -> text(416, "The requested range cannot be satisfied.");
            case "AccessDenied" ->
                error(
                        403,
                        "forbidden",
                        "landfall@local-world.iam.gserviceaccount.com does not have storage.objects.list access to"
                                + " the Google Cloud Storage bucket.");
            case "InternalError" -> error(500, "backendError", "Backend Error");
            default -> error(e.statusCode(), "invalid", code);
        };
    }

    private static Reply text(int status, String words) {
        return new Reply(status, "text/html; charset=UTF-8", words.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Reply error(int status, String reason, String message) {
        ObjectNode answer = Json.object();
        ObjectNode error = answer.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", "global")
                .put("reason", reason);
        return Reply.json(status, answer);
    }

    /** No name that anybody uses lies between this and the text. */
    private static String rightBefore(String text) {
        int last = text.length() - 1;
        return text.substring(0, last) + (char) (text.charAt(last) - 1) + Character.MAX_VALUE;
    }

    private static String wrapped(String token) {
        return java.util.Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String unwrapped(String token) {
        return new String(java.util.Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private static String decoded(String part) {
        return java.net.URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
