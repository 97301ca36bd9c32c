package vektra.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import vektra.http.request.Answer;

/**
 * Answers for clients that accept gzip. Only the client chooses what an answer holds beside its secrets, since no
 * other site can make a browser send a token or a session: the length gives nothing away.
 */
final class Compressed {
    /** Below that the packets are as many. */
    private static final int LEAST = 1200;

    private static final Pattern TEXT =
            Pattern.compile("application/json|text/(html|css|javascript|plain).*|image/svg.*");
    /** A quality of zero refuses it. */
    private static final Pattern WANTED = Pattern.compile("(^|[,\\s])gzip\\s*(;\\s*q=(1|0\\.[0-9]*[1-9]).*)?(,|$)");

    private Compressed() {}

    /** Whether the client accepts it, and it is worth it. */
    static boolean isWanted(HttpExchange exchange, Answer answer) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return answer.content().length >= LEAST
                && accepted != null
                && WANTED.matcher(accepted.toLowerCase(Locale.ROOT)).find()
                && TEXT.matcher(answer.type()).matches();
    }

    static byte[] of(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException("memory has no errors", e);
        }
        return bytes.toByteArray();
    }
}
