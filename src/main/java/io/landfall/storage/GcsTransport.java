package io.landfall.storage;

import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpStatusCodes;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.util.ObjectParser;
import com.google.api.services.storage.model.Objects;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import io.landfall.model.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;

/**
 * How requests to Google's JSON interface travel: as many connections as the storage's {@code concurrency}, its {@code
 * timeout} to connect and between two bytes, and answers that are no listing or not the range that was asked for are
 * failures. The client itself takes any JSON object for an empty listing.
 */
final class GcsTransport extends HttpTransportOptions {
    private static final long serialVersionUID = 1;
    private static final int PARTIAL = 206;
    private static final String FIELDS = "fields";

    private final transient ApacheHttpTransport transport;

    private GcsTransport(Builder builder, ApacheHttpTransport transport) {
        super(builder);
        this.transport = transport;
    }

    static GcsTransport of(Storage storage) {
        int millis = Math.toIntExact(Math.min(storage.timeout().toMillis(), Integer.MAX_VALUE));
        ApacheHttpTransport transport = new ApacheHttpTransport(ApacheHttpTransport.newDefaultHttpClientBuilder()
                .setMaxConnTotal(storage.concurrency())
                .setMaxConnPerRoute(storage.concurrency())
                .build());
        return new GcsTransport(
                HttpTransportOptions.newBuilder()
                        .setHttpTransportFactory(() -> transport)
                        .setConnectTimeout(millis)
                        .setReadTimeout(millis),
                transport);
    }

    void close() {
        try {
            transport.shutdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HttpRequestInitializer getHttpRequestInitializer(ServiceOptions<?, ?> options) {
        HttpRequestInitializer usual = super.getHttpRequestInitializer(options);
        return request -> {
            usual.initialize(request);
            HttpExecuteInterceptor before = request.getInterceptor();
            request.setInterceptor(r -> {
                if (before != null) {
                    before.intercept(r);
                }
                prepare(r);
            });
            request.setNumberOfRetries(1);
            request.setResponseInterceptor(GcsTransport::check);
        };
    }

    /** The kind of the answer is asked for too, because that is what tells a listing from any other object. */
    private static void prepare(HttpRequest request) {
        Object fields = request.getUrl().getFirst(FIELDS);
        if (fields != null && !fields.toString().startsWith("kind,")) {
            request.getUrl().set(FIELDS, "kind," + fields);
        }
        if (!(request.getParser() instanceof Whole)) {
            request.setParser(new Whole(request.getParser()));
        }
    }

    private static void check(HttpResponse response) throws IOException {
        String asked = response.getRequest().getHeaders().getRange();
        boolean answered = HttpStatusCodes.isSuccess(response.getStatusCode());
        if (asked != null && answered && response.getStatusCode() != PARTIAL) {
            throw new BrokenAnswer("the store does not answer with the range that was asked for");
        }
    }

    /** An answer that keeps to HTTP, and not to what Google's interface promises. */
    static final class BrokenAnswer extends IOException {
        private static final long serialVersionUID = 1;

        BrokenAnswer(String message) {
            super(message);
        }
    }

    /** Takes a listing for one only where it says that it is. */
    private record Whole(ObjectParser parser) implements ObjectParser {
        private static final String LISTING = "storage#objects";

        @Override
        public <T> T parseAndClose(InputStream in, Charset charset, Class<T> type) throws IOException {
            return checked(parser.parseAndClose(in, charset, type));
        }

        @Override
        public Object parseAndClose(InputStream in, Charset charset, Type type) throws IOException {
            return checked(parser.parseAndClose(in, charset, type));
        }

        @Override
        public <T> T parseAndClose(Reader reader, Class<T> type) throws IOException {
            return checked(parser.parseAndClose(reader, type));
        }

        @Override
        public Object parseAndClose(Reader reader, Type type) throws IOException {
            return checked(parser.parseAndClose(reader, type));
        }

        private static <T> T checked(T answer) throws IOException {
            if (answer instanceof Objects listing && !LISTING.equals(listing.getKind())) {
                throw new BrokenAnswer("the answer is no listing of a bucket");
            }
            return answer;
        }
    }
}
