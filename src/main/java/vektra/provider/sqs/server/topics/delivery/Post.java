package vektra.provider.sqs.server.topics.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sends something by HTTP, and takes the answer. */
final class Post {
    private static final int CONNECT = 5_000;
    private static final int READ = 15_000;
    private static final int WHOLE = 20_000;
    private static final int MOST = 64 << 10;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param body at most its first 64 KiB */
    record Answer(int status, String body) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    private Post() {}

    /** @param secure by whom a server is verified that is not one of the world's */
    static Answer send(String url, Map<String, String> headers, byte[] body, @Nullable SSLSocketFactory secure)
            throws IOException {
        HttpURLConnection to = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        if (secure != null) {
            ((HttpsURLConnection) to).setSSLSocketFactory(secure);
        }
        to.setConnectTimeout(CONNECT);
        to.setReadTimeout(READ);
        to.setInstanceFollowRedirects(false);
        to.setRequestMethod("POST");
        to.setDoOutput(true);
        to.setFixedLengthStreamingMode(body.length);
        headers.forEach(to::setRequestProperty);
        // one that answers byte by byte would hold its thread forever
        Future<?> end = WATCH.schedule(to::disconnect, WHOLE, TimeUnit.MILLISECONDS);
        try {
            to.getOutputStream().write(body);
            int status = to.getResponseCode();
            try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                return new Answer(status, in == null ? "" : new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
            }
        } finally {
            end.cancel(false);
        }
    }
}
