import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * An S3 in memory with one bucket, an access key and a secret key. Prints its address, and ends with its standard input. Each line of
 * that is a state: {@code sound}, {@code failing}, in which some requests are answered with an error before or after they are done,
 * or {@code expired}, in which the keys are refused.
 */
final class S3 {
    /** With these, neither a request nor its next attempts fail every time. */
    private static final int FAILING_REQUEST = 11;

    private static final int FAILING_ANSWER = 5;

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final AtomicInteger PUTS = new AtomicInteger();
    private static volatile String state = "sound";

    private S3() {}

    public static void main(String[] arguments) throws Exception {
        // Otherwise every byte that Jetty receives is described on the standard output.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        BlobStore memory = ContextBuilder.newBuilder("transient")
                .build(BlobStoreContext.class)
                .getBlobStore();
        memory.createContainerInLocation(null, arguments[0]);
        BlobStore store = new AtomicConditions(memory);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, arguments[1], arguments[2])
                .ignoreUnknownHeaders(true)
                .build();
        proxy.setBlobStoreLocator((key, bucket, object) -> {
            if (state.equals("failing") && REQUESTS.incrementAndGet() % FAILING_REQUEST == 0) {
                throw new UncheckedIOException(new IOException("made to fail"));
            }
            return state.equals("expired") || !arguments[1].equals(key) ? null : Map.entry(arguments[2], store);
        });
        proxy.start();
        System.out.println("http://127.0.0.1:" + proxy.getPort());
        BufferedReader states = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String next = states.readLine(); next != null; next = states.readLine()) {
            state = next;
        }
        Runtime.getRuntime().halt(0);
    }

    /** Puts with "If-None-Match: *" as S3 promises them; s3proxy looks and puts in two steps, between which others can put. */
    private static final class AtomicConditions extends ForwardingBlobStore {
        AtomicConditions(BlobStore memory) {
            super(memory);
        }

        @Override
        public String putBlob(String bucket, Blob blob, PutOptions options) {
            String tag = put(bucket, blob, options);
            if (state.equals("failing") && PUTS.incrementAndGet() % FAILING_ANSWER == 0) {
                throw new UncheckedIOException(new IOException("made to lose the answer"));
            }
            return tag;
        }

        private String put(String bucket, Blob blob, PutOptions options) {
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
