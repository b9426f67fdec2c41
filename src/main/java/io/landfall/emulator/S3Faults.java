package io.landfall.emulator;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Switchable faults of the S3 server, and counts of what it was asked. All off at first; thread-safe. */
public final class S3Faults extends ForwardingBlobStore {

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean listingDenied;
    private volatile boolean readingDenied;
    private volatile boolean writingDenied;

    S3Faults(BlobStore store) {
        super(store);
    }

    /** Every answer to a listing, reading or writing comes this much later. */
    public void delay(Duration perAnswer) {
        delay = perAnswer;
    }

    /** The next n requests end in 500 InternalError. The AWS SDK repeats such a request by itself, up to 3 times. */
    public void failNext(int requests) {
        failures.set(requests);
    }

    /** Listings end in 403 AccessDenied. */
    public void denyListing(boolean denied) {
        listingDenied = denied;
    }

    /** Reading objects and their heads ends in 403 AccessDenied. */
    public void denyReading(boolean denied) {
        readingDenied = denied;
    }

    /** Writing ends in 403 AccessDenied. */
    public void denyWriting(boolean denied) {
        writingDenied = denied;
    }

    /** All faults off, all counts zero. */
    public void clear() {
        failures.set(0);
        delay = Duration.ZERO;
        listingDenied = false;
        readingDenied = false;
        writingDenied = false;
        lists.set(0);
        reads.set(0);
    }

    /** How many pages of listings were asked for. */
    public long listings() {
        return lists.get();
    }

    /** How many GETs of objects there were. */
    public long reads() {
        return reads.get();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        lists.incrementAndGet();
        pass(listingDenied);
        return super.list(request);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        reads.incrementAndGet();
        pass(readingDenied);
        return super.getBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        pass(readingDenied);
        return super.blobMetadata(request);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        pass(writingDenied);
        return super.putBlob(request, content);
    }

    private void pass(boolean denied) {
        if (!delay.isZero()) {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException serverIsClosing) {
                Thread.currentThread().interrupt();
            }
        }
        if (denied) {
            throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
        }
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new S3ProxyException(S3ErrorCode.INTERNAL_ERROR);
        }
    }
}
