package vektra.mcp.sdk;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One session over two streams, a message on each line. The SDK's own drops what is still to be answered when its input ends,
 * and ends at a line that is no message.
 */
final class Lines implements McpServerTransportProvider {
    /** Longer lines are refused. */
    private static final int LONGEST = 4 << 20;

    private final McpJsonMapper json;
    private final BufferedReader in;
    private final OutputStream out;
    /** Has a party for the reader, and one for each message that is being handled. */
    private final Phaser handling = new Phaser(1);

    private @Nullable McpServerSession session;

    Lines(McpJsonMapper json, InputStream in, OutputStream out) {
        this.json = json;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(new Writing());
    }

    /** Answers until the input ends, and then what is still to be answered. */
    void serve() throws IOException {
        McpServerSession talking = session;
        if (talking == null) {
            throw new IllegalStateException("no server has taken the session");
        }
        boolean begun = false;
        for (String line = line(); line != null; line = line()) {
            JSONRPCMessage message = Forms.message(json, line);
            if (message == null) {
                write(Forms.noMessage("a line").getBytes(StandardCharsets.UTF_8));
                continue;
            }
            begun |= message instanceof McpSchema.JSONRPCNotification notification
                    && McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(notification.method());
            handling.register();
            talking.handle(message)
                    .doFinally(end -> handling.arriveAndDeregister())
                    .subscribe(done -> {}, failed -> {});
        }
        // before a session has begun the SDK answers nothing but its beginning
        if (begun) {
            handling.arriveAndAwaitAdvance();
        }
        talking.close();
    }

    /** The next line, null at the end; of one that is too long only the beginning, which is no message. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int read = in.read();
        while (read >= 0 && read != '\n') {
            if (line.length() < LONGEST) {
                line.append((char) read);
            }
            read = in.read();
        }
        return read < 0 && line.isEmpty() ? null : line.toString();
    }

    private void write(byte[] message) throws IOException {
        synchronized (out) {
            out.write(message);
            out.write('\n');
            out.flush();
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session == null ? Mono.empty() : session.sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    private final class Writing implements McpServerTransport {
        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                try {
                    write(json.writeValueAsBytes(message));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
