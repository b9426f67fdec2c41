package io.landfall.emulator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * A sorted index of keys before the store, because the store walks its whole tree for each page of a listing. An
 * object whose user metadata hold {@code mtime} (seconds since the epoch, as rclone writes them) shows that time as its
 * last modification, so that files of past exports look their age.
 */
final class S3Index extends ForwardingBlobStore {

    /** Holds the content that many keys share; not listed with the buckets' keys. */
    private static final String SHARED = "shared-content";

    /**
     * @param shared the key in {@link #SHARED} where the content is, null for an object of its own
     */
    private record Item(S3Object shown, String shared) {}

    private final Map<String, NavigableMap<String, Item>> buckets = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    S3Index(BlobStore store) {
        super(store);
    }

    List<String> keys(String bucket) {
        return List.copyOf(index(bucket).keySet());
    }

    /** Adds n objects of the same content, which is stored once. */
    void fill(String bucket, int n, IntFunction<String> keys, byte[] content) {
        if (!delegate().containerExists(SHARED)) {
            delegate().createContainer(SHARED);
        }
        String shared = Integer.toString(count.incrementAndGet());
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(SHARED)
                .key(shared)
                .contentLength((long) content.length)
                .build();
        String etag = delegate().putBlob(put, new ByteArrayInputStream(content)).eTag();
        Instant now = delegate().blobMetadata(SHARED, shared).lastModified();
        NavigableMap<String, Item> index = index(bucket);
        for (int i = 0; i < n; i++) {
            String key = keys.apply(i);
            S3Object shown = SdkResponses.objectEntry(key, etag, now, (long) content.length, StorageClass.STANDARD);
            index.put(key, new Item(shown, shared));
        }
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        remember(request.bucket(), request.key());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        remember(request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        remember(request.bucket(), request.key());
        return response;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse response = super.removeBlob(request);
        index(request.bucket()).remove(request.key());
        return response;
    }

    @Override
    public void deleteContainer(String bucket) {
        super.deleteContainer(bucket);
        buckets.remove(bucket);
    }

    @Override
    public void deleteBucket(String bucket) {
        super.deleteBucket(bucket);
        buckets.remove(bucket);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        Item item = index(request.bucket()).get(request.key());
        if (item == null) {
            return super.blobMetadata(request);
        }
        HeadObjectRequest real = item.shared() == null
                ? request
                : request.toBuilder().bucket(SHARED).key(item.shared()).build();
        HeadObjectResponse response = super.blobMetadata(real);
        return response.toBuilder().lastModified(item.shown().lastModified()).build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        Item item = index(request.bucket()).get(request.key());
        if (item == null) {
            return super.getBlob(request);
        }
        GetObjectRequest real = item.shared() == null
                ? request
                : request.toBuilder().bucket(SHARED).key(item.shared()).build();
        ResponseInputStream<GetObjectResponse> stream = super.getBlob(real);
        return SdkResponses.getResponse(
                stream.response().toBuilder()
                        .lastModified(item.shown().lastModified())
                        .build(),
                stream);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        if (!delegate().containerExists(request.bucket())) {
            return super.list(request);
        }
        String prefix = request.prefix() == null ? "" : request.prefix();
        String delimiter = request.delimiter() == null ? "" : request.delimiter();
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        int most = request.maxKeys() == null ? 1000 : request.maxKeys();
        List<S3Object> objects = new ArrayList<>();
        List<CommonPrefix> folders = new ArrayList<>();
        String last = null;
        String next = first(prefix, after, delimiter);
        NavigableMap<String, Item> index = index(request.bucket());
        Map.Entry<String, Item> at = index.ceilingEntry(next);
        while (at != null && at.getKey().startsWith(prefix)) {
            if (objects.size() + folders.size() == most) {
                return SdkResponses.objectsPage(objects, folders, last);
            }
            int cut = delimiter.isEmpty() ? -1 : at.getKey().indexOf(delimiter, prefix.length());
            if (cut < 0) {
                last = at.getKey();
                objects.add(at.getValue().shown());
                at = index.higherEntry(last);
            } else {
                last = at.getKey().substring(0, cut + delimiter.length());
                folders.add(SdkResponses.commonPrefix(last));
                at = index.ceilingEntry(last + Character.MAX_VALUE);
            }
        }
        return SdkResponses.objectsPage(objects, folders, null);
    }

    /** The smallest key that the page may begin with. */
    private static String first(String prefix, String after, String delimiter) {
        if (after == null || after.compareTo(prefix) < 0) {
            return prefix;
        }
        boolean folder = !delimiter.isEmpty() && after.endsWith(delimiter) && after.length() > prefix.length();
        return after + (folder ? Character.MAX_VALUE : Character.MIN_VALUE);
    }

    private NavigableMap<String, Item> index(String bucket) {
        return buckets.computeIfAbsent(bucket, b -> new ConcurrentSkipListMap<>());
    }

    private void remember(String bucket, String key) {
        HeadObjectResponse head = delegate().blobMetadata(bucket, key);
        String mtime = head.metadata() == null ? null : head.metadata().get("mtime");
        Instant modified = mtime == null ? head.lastModified() : Instant.ofEpochSecond(Long.parseLong(mtime));
        S3Object shown =
                SdkResponses.objectEntry(key, head.eTag(), modified, head.contentLength(), StorageClass.STANDARD);
        index(bucket).put(key, new Item(shown, null));
    }
}
