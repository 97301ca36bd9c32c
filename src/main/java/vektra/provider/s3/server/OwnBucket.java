package vektra.provider.s3.server;

import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The one bucket of a key. The library would write an upload beside the object, under a name that lists, where a crash
 * leaves half of it for all to see; here it goes into another folder and comes into the bucket whole.
 */
final class OwnBucket extends ForwardingBlobStore {
    private static final int FORBIDDEN = 403;

    private final DataFolder.Key key;
    private final Turnstile turnstile;
    private final Object completion;
    private final Publication publication;

    /** @param completion held while an upload in parts is put together, once for each add-on */
    OwnBucket(BlobStore files, DataFolder folder, DataFolder.Key key, Turnstile turnstile, Object completion) {
        super(files);
        this.key = key;
        this.turnstile = turnstile;
        this.completion = completion;
        this.publication = new Publication(
                folder.bucket(key.addon(), key.bucket()), folder.bucket(key.addon(), DataFolder.UPLOADS));
    }

    @Override
    public ListBucketsResponse list() {
        ListBucketsResponse all = delegate().list();
        return all.toBuilder()
                .buckets(all.buckets().stream()
                        .filter(bucket -> bucket.name().equals(key.bucket()))
                        .toList())
                .build();
    }

    /** As S3 answers its owner, which apps that make their bucket at each start expect. */
    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        throw request.bucket().equals(key.bucket())
                ? S3Exceptions.bucketAlreadyOwnedByYou(request.bucket())
                : S3Exceptions.fromStatusCode(FORBIDDEN);
    }

    @Override
    public void setContainerAccess(String container, BucketCannedACL access) {
        own(container);
        if (access != BucketCannedACL.PRIVATE) {
            throw S3Exceptions.fromStatusCode(FORBIDDEN);
        }
    }

    @Override
    public void clearContainer(ListObjectsV2Request request) {
        throw S3Exceptions.fromStatusCode(FORBIDDEN);
    }

    @Override
    public void deleteContainer(String container) {
        throw S3Exceptions.fromStatusCode(FORBIDDEN);
    }

    @Override
    public void deleteBucket(String container) {
        throw S3Exceptions.fromStatusCode(FORBIDDEN);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        own(request.bucket());
        String name = request.key();
        if (Publication.isFolder(name)) {
            Publication.requireEmpty(request.contentLength());
            Publication.requireName(name);
            return turnstile.pass(key, () -> delegate().putBlob(request, payload));
        }
        return whole(
                name,
                request.ifNoneMatch(),
                waiting -> delegate()
                        .putBlob(
                                request.toBuilder()
                                        .bucket(DataFolder.UPLOADS)
                                        .key(waiting)
                                        .ifNoneMatch(null)
                                        .build(),
                                payload));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        own(request.sourceBucket());
        own(request.destinationBucket());
        String name = request.destinationKey();
        if (Publication.isFolder(name)) {
            Publication.requireName(name);
            return turnstile.pass(key, () -> delegate().copyBlob(request));
        }
        return whole(
                name,
                null,
                waiting -> delegate()
                        .copyBlob(request.toBuilder()
                                .destinationBucket(DataFolder.UPLOADS)
                                .destinationKey(waiting)
                                .build()));
    }

    /** Has an object written under another name in the other folder, and publishes it then. */
    private <T> T whole(String name, @Nullable String condition, Function<String, T> write) {
        publication.requirePlace(name);
        String waiting = "put-" + UUID.randomUUID();
        try {
            T written = write.apply(waiting);
            publish(waiting, name, condition);
            return written;
        } finally {
            publication.discard(waiting);
        }
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        own(request.bucket());
        return turnstile.pass(key, () -> delegate().removeBlob(request));
    }

    @Override
    public void setBlobAccess(String container, String name, ObjectCannedACL access) {
        own(container);
        turnstile.pass(key, () -> {
            delegate().setBlobAccess(container, name, access);
            return name;
        });
    }

    /** The parts of an upload are read back while it is put together. */
    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        own(request.bucket());
        return delegate()
                .getBlob(request.toBuilder().bucket(home(request.key())).build());
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        own(request.bucket());
        return delegate()
                .blobMetadata(request.toBuilder().bucket(home(request.key())).build());
    }

    @Override
    public boolean blobExists(String container, String name) {
        own(container);
        return delegate().blobExists(home(name), name);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        own(request.bucket());
        publication.requirePlace(request.key());
        MultipartUpload begun = turnstile.pass(
                key,
                () -> delegate()
                        .initiateMultipartUpload(
                                request.toBuilder().bucket(DataFolder.UPLOADS).build()));
        return new MultipartUpload(begun.id(), request, begun.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        turnstile.pass(key, () -> {
            delegate().abortMultipartUpload(waiting(upload));
            return upload;
        });
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        String name = upload.blobName();
        own(upload.containerName());
        publication.requirePlace(name);
        publication.requireCondition(name, request.ifNoneMatch());
        // two uploads of one key would meet in the folder of uploads
        synchronized (completion) {
            try {
                CompleteMultipartUploadResponse written = delegate()
                        .completeMultipartUpload(
                                waiting(upload),
                                request.toBuilder()
                                        .bucket(DataFolder.UPLOADS)
                                        .ifNoneMatch(null)
                                        .build());
                publish(name, name, request.ifNoneMatch());
                return written;
            } finally {
                publication.discard(name);
            }
        }
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream part) {
        publication.requirePlace(upload.blobName());
        return delegate()
                .uploadMultipartPart(
                        waiting(upload),
                        request.toBuilder().bucket(DataFolder.UPLOADS).build(),
                        part);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return delegate().listMultipartUpload(waiting(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String container) {
        own(container);
        return delegate().listMultipartUploads(DataFolder.UPLOADS);
    }

    private void publish(String waiting, String name, @Nullable String condition) {
        turnstile.pass(key, () -> {
            publication.publish(waiting, name, condition);
            return name;
        });
    }

    private MultipartUpload waiting(MultipartUpload upload) {
        own(upload.containerName());
        return new MultipartUpload(
                upload.id(),
                upload.request().toBuilder().bucket(DataFolder.UPLOADS).build(),
                upload.response());
    }

    private String home(String name) {
        return name.startsWith(Reserved.PARTS) ? DataFolder.UPLOADS : key.bucket();
    }

    private void own(String container) {
        if (!container.equals(key.bucket())) {
            throw S3Exceptions.noSuchBucket(container, "");
        }
    }
}
