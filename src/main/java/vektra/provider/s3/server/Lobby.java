package vektra.provider.s3.server;

import java.time.Instant;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** What requests without a key of an add-on see: nothing; and the administrator, which version runs. */
final class Lobby extends ForwardingBlobStore {
    private static final int FORBIDDEN = 403;

    private final String version;
    private final Turnstile turnstile;

    /** @param nothing serves from an empty folder */
    Lobby(BlobStore nothing, String version, Turnstile turnstile) {
        super(nothing);
        this.version = version;
        this.turnstile = turnstile;
    }

    /** The administrator's question: its answer also says that no change is under way that began before. */
    @Override
    public ListBucketsResponse list() {
        Bucket bucket = Bucket.builder()
                .name("s3proxy-" + version)
                .creationDate(Instant.EPOCH)
                .build();
        return turnstile.settled(
                () -> ListBucketsResponse.builder().buckets(bucket).build());
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        throw S3Exceptions.fromStatusCode(FORBIDDEN);
    }

    @Override
    public BucketCannedACL getContainerAccess(String container) {
        return BucketCannedACL.PRIVATE;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String container, String name) {
        return ObjectCannedACL.PRIVATE;
    }
}
