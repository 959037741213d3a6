import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.PutOptions2;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.slf4j.LoggerFactory;

/** An S3 in memory with one bucket, an access key and a secret key. Prints its address, and ends with its standard input. */
final class S3 {
    private S3() {}

    public static void main(String[] arguments) throws Exception {
        // Otherwise every byte that Jetty receives is described on the standard output.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        BlobStore memory = ContextBuilder.newBuilder("transient")
                .build(BlobStoreContext.class)
                .getBlobStore();
        memory.createContainerInLocation(null, arguments[0]);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new AtomicConditions(memory))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, arguments[1], arguments[2])
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        System.out.println("http://127.0.0.1:" + proxy.getPort());
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    /** Puts with "If-None-Match: *" as S3 promises them; s3proxy looks and puts in two steps, between which others can put. */
    private static final class AtomicConditions extends ForwardingBlobStore {
        AtomicConditions(BlobStore memory) {
            super(memory);
        }

        @Override
        public String putBlob(String bucket, Blob blob, PutOptions options) {
            if (!(options instanceof PutOptions2 conditional) || !"*".equals(conditional.getIfNoneMatch())) {
                return super.putBlob(bucket, blob, options);
            }
            synchronized (this) {
                if (blobExists(bucket, blob.getMetadata().getName())) {
                    // Answered with status 412.
                    throw new IllegalStateException("PreconditionFailed");
                }
                return super.putBlob(bucket, blob, options);
            }
        }
    }
}
