package io.landfall.storage;

import io.landfall.model.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A listing's answer, of which Camel's endpoint would hand on the objects alone. Each request carries one; the client's
 * interceptor fills it in from what the store sends and leaves the client an empty listing to take apart.
 */
final class S3Answer {
    private static final ExecutionAttribute<S3Answer> WANTED = new ExecutionAttribute<>("LandfallAnswer");
    private static final byte[] EMPTY = "<ListBucketResult/>".getBytes(StandardCharsets.UTF_8);

    private volatile S3Listing listing;

    /** For the request whose answer is wanted. */
    ExecutionAttribute<S3Answer> attribute() {
        return WANTED;
    }

    /** Whether it is a listing at all: a foreign document gives an answer without any of its parts. */
    boolean whole() {
        return listing != null && listing.truncated() != null;
    }

    boolean truncated() {
        return listing.truncated();
    }

    /** Where the next page begins; null where the store leaves that to the last key. */
    String nextMarker() {
        return listing.nextMarker();
    }

    List<StoredFile> files() {
        return listing.files();
    }

    List<String> folders() {
        return listing.folders();
    }

    /** Fills in the answers of the requests that carry one. */
    static final class Interceptor implements ExecutionInterceptor {
        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            S3Answer wanted = attributes.getAttribute(WANTED);
            if (wanted == null || !context.httpResponse().isSuccessful()) {
                return context.responseBody();
            }
            try (InputStream body = context.responseBody().orElseGet(InputStream::nullInputStream)) {
                wanted.listing = S3Listing.read(body);
            } catch (XMLStreamException e) {
                throw e.getNestedException() instanceof IOException broken
                        ? brokeOff(broken)
                        : SdkClientException.create("could not parse XML: " + StoreFailures.said(e), e);
            } catch (IOException e) {
                throw brokeOff(e);
            }
            return Optional.of(new ByteArrayInputStream(EMPTY));
        }

        private static SdkClientException brokeOff(IOException e) {
            return SdkClientException.create("the answer broke off: " + StoreFailures.said(e), e);
        }
    }
}
