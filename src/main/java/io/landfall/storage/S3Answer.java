package io.landfall.storage;

import java.util.List;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;

/**
 * What a listing's answer says beside its objects, which are all that Camel's endpoint hands on: whether there is more,
 * where, and the sub-folders. Each request carries one, the client's interceptor fills it in.
 */
final class S3Answer {
    private static final ExecutionAttribute<S3Answer> WANTED = new ExecutionAttribute<>("LandfallAnswer");

    private volatile ListObjectsResponse response;

    /** For the request whose answer is wanted. */
    ExecutionAttribute<S3Answer> attribute() {
        return WANTED;
    }

    /** Whether it is a listing at all: an empty or foreign document gives an answer without any of its parts. */
    boolean whole() {
        return response != null && response.isTruncated() != null;
    }

    boolean truncated() {
        return response.isTruncated();
    }

    /** Where the next page begins; null where the store leaves that to the last key. */
    String nextMarker() {
        return response.nextMarker();
    }

    List<String> folders() {
        return response.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
    }

    /** Fills in the answers of the requests that carry one. */
    static final class Interceptor implements ExecutionInterceptor {
        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            S3Answer wanted = attributes.getAttribute(WANTED);
            SdkResponse response = context.response();
            if (wanted != null && response instanceof ListObjectsResponse listing) {
                wanted.response = listing;
            }
        }
    }
}
