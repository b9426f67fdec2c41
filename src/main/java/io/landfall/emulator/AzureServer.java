package io.landfall.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * One storage account of Azure in this process and in memory, on 127.0.0.1: the Blob endpoint and the Data Lake's, as far
 * as listing by page, reading by range and writing whole blobs goes, with real checks of shared keys and SAS tokens.
 */
public final class AzureServer implements AutoCloseable {

    private static final int MOST = 5000;

    private final String account;
    private final String key;
    private final Clock clock;
    private final AzureSignature signature;
    private final AzureAdmission admission;
    private final StoreFaults faults = new StoreFaults(
            () -> new AzureRefusal(
                    403,
                    "AuthorizationPermissionMismatch",
                    "This request is not authorized to perform this operation using this permission."),
            () -> new AzureRefusal(500, "InternalError", "Server encountered an internal error."));
    private final Map<String, AzureContainer> containers = new ConcurrentHashMap<>();
    private final AtomicInteger policies = new AtomicInteger();
    private final Loopback server;

    private AzureServer(String account, String key, Clock clock) {
        this.account = account;
        this.key = key;
        this.clock = clock;
        this.signature = new AzureSignature(account, key);
        this.admission = new AzureAdmission(signature, clock);
        this.server = Loopback.start("azure", 0, this::handle);
    }

    /**
     * Starts on any free port.
     *
     * @param key of the account, in Base64
     */
    public static AzureServer start(String account, String key, Clock clock) {
        return new AzureServer(account, key, clock);
    }

    /** The account's endpoint: host, port and the account's name as path. */
    public String url() {
        return server.url() + "/" + account;
    }

    public int port() {
        return server.port();
    }

    public String account() {
        return account;
    }

    public String key() {
        return key;
    }

    /** A connection string with the account's key. */
    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + account + ";AccountKey=" + key + ";BlobEndpoint=" + url();
    }

    /**
     * A SAS token for a container, without a question mark.
     *
     * @param permissions letters of {@code rwl} and others, in Azure's order
     * @param end null for one without an end of its own
     */
    public String sas(String container, String permissions, Instant end) {
        Map<String, String> token = new LinkedHashMap<>();
        token.put("sv", "2021-12-02");
        if (end != null) {
            token.put("se", end.toString());
        }
        token.put("sr", "c");
        token.put("sp", permissions);
        token.put("si", "policy-" + policies.incrementAndGet());
        token.put("sig", signature.ofGrant(container, name -> token.getOrDefault(name, "")));
        return token.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Ends a SAS token, as when its policy is taken away. */
    public void revoke(String sasToken) {
        admission.revoke(Query.of(sasToken).first("sig").orElseThrow());
    }

    /** Lets in whoever shows this token, as a service principal does. */
    public AzureServer bearer(String token) {
        admission.bearer(token);
        return this;
    }

    public StoreFaults faults() {
        return faults;
    }

    /** Makes a container; nothing happens when it is there. */
    public AzureServer container(String name) {
        containers.computeIfAbsent(name, n -> new AzureContainer());
        return this;
    }

    /** Writes a blob straight into the store, past signatures and faults. */
    public void put(String container, String name, byte[] content) {
        containers.get(container).put(name, content, clock.instant());
    }

    /** Takes a blob away, past signatures and faults. */
    public void delete(String container, String name) {
        containers.get(container).delete(name);
    }

    /** The names of a container's blobs in order. */
    public List<String> keys(String container) {
        return containers.get(container).names();
    }

    /** The content of a blob, past signatures and faults. */
    public byte[] get(String container, String name) {
        return containers.get(container).get(name).content();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean dataLake = Query.of(exchange.getRequestURI().getRawQuery())
                .first("resource")
                .isPresent();
        Reply reply;
        try {
            reply = answer(exchange, body);
        } catch (AzureRefusal refusal) {
            reply = AzureReplies.refused(refusal, dataLake);
        } catch (Refusal refusal) {
            reply = refusal.reply();
        }
        exchange.getResponseHeaders().set("x-ms-request-id", "local");
        exchange.getResponseHeaders().set("x-ms-version", "2021-12-02");
        Loopback.send(exchange, reply);
    }

    private Reply answer(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String method = exchange.getRequestMethod();
        String[] path = exchange.getRequestURI().getRawPath().split("/", 4);
        if (path.length < 3 || !path[1].equals(account)) {
            throw new AzureRefusal(404, "ResourceNotFound", "The specified resource does not exist.");
        }
        Query query = Query.of(exchange.getRequestURI().getRawQuery());
        boolean dataLake = query.first("resource").filter("filesystem"::equals).isPresent();
        boolean listing = dataLake || query.first("comp").filter("list"::equals).isPresent();
        char right = listing ? 'l' : method.equals("PUT") ? 'w' : 'r';
        admission.admit(method, exchange.getRequestURI(), headers, path[2], right);
        AzureContainer container = containers.get(path[2]);
        if (container == null) {
            throw dataLake
                    ? new AzureRefusal(404, "FilesystemNotFound", "The specified filesystem does not exist.")
                    : new AzureRefusal(404, "ContainerNotFound", "The specified container does not exist.");
        }
        if (listing) {
            faults.listing();
            return dataLake ? paths(container, query) : blobs(path[2], container, query);
        }
        String name = path.length < 4 ? "" : URLDecoder.decode(path[3].replace("+", "%2B"), StandardCharsets.UTF_8);
        if (method.equals("PUT")) {
            faults.writing();
            Instant modified =
                    Instant.ofEpochSecond(Long.parseLong(headers.getOrDefault("x-ms-meta-mtime", now(clock))));
            container.put(name, body, modified);
            return Reply.empty(201);
        }
        faults.reading();
        return content(container.get(name), headers);
    }

    private Reply blobs(String name, AzureContainer container, Query query) {
        String prefix = query.first("prefix").orElse("");
        return AzureReplies.blobs(
                url(),
                name,
                prefix,
                container.list(
                        prefix,
                        query.first("delimiter").orElse(""),
                        query.first("marker").orElse(null),
                        Math.min(MOST, query.number("maxresults").orElse(MOST))));
    }

    private static Reply paths(AzureContainer container, Query query) {
        String directory = query.first("directory").orElse("");
        String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
        AzureContainer.Part part = container.list(
                prefix,
                query.first("recursive").filter("true"::equals).isPresent() ? "" : "/",
                query.first("continuation").orElse(null),
                Math.min(MOST, query.number("maxResults").orElse(MOST)));
        if (part.items().isEmpty() && !prefix.isEmpty()) {
            throw new AzureRefusal(404, "PathNotFound", "The specified path does not exist.");
        }
        return AzureReplies.paths(part);
    }

    private static Reply content(AzureContainer.Blob blob, Map<String, String> headers) {
        if (blob == null) {
            throw new AzureRefusal(404, "BlobNotFound", "The specified blob does not exist.");
        }
        int size = blob.content().length;
        String modified = AzureReplies.date(blob.modified());
        String range = headers.getOrDefault("x-ms-range", headers.get("range"));
        if (range == null) {
            return new Reply(200, "application/octet-stream", blob.content(), Map.of("Last-Modified", modified));
        }
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        long from = Long.parseLong(ends[0]);
        if (from >= size) {
            throw new AzureRefusal(
                    416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
        }
        int to = (int) Math.min(size - 1L, ends[1].isEmpty() ? size - 1L : Long.parseLong(ends[1]));
        return new Reply(
                206,
                "application/octet-stream",
                Arrays.copyOfRange(blob.content(), (int) from, to + 1),
                Map.of("Last-Modified", modified, "Content-Range", "bytes " + from + "-" + to + "/" + size));
    }

    private static String now(Clock clock) {
        return Long.toString(clock.instant().getEpochSecond());
    }
}
