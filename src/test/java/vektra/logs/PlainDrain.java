package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import vektra.logs.collect.Wanted;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.logs.LogLine;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Elsewhere;
import vektra.model.service.Service;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** Lines over TCP, each with its sequence and its app before it. */
final class PlainDrain implements LogDrain {
    @Override
    public Service service() {
        return new Service(
                new ServiceName("plain"),
                "Plain",
                "Lines",
                new AttachmentName("PLAIN"),
                List.of(),
                DrainOptions.with("host:port", List.of()),
                List.of(),
                List.of(),
                true,
                Elsewhere.UNKNOWN);
    }

    @Override
    public Drain drain(Wanted wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        return Map.of();
    }

    @Override
    public Connection connect(Drain drain, Runnable ended) {
        try {
            Socket socket = new Socket();
            String[] target = drain.target().split(":");
            socket.connect(new InetSocketAddress(target[0], Integer.parseInt(target[1])), 10_000);
            Plain plain = new Plain(socket);
            Thread reader = new Thread(() -> plain.awaitEnd(ended), "plain-reader");
            reader.setDaemon(true);
            reader.start();
            return plain;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot connect to " + drain.target(), e.getMessage(), e);
        }
    }

    private static final class Plain implements Connection {
        private final Socket socket;
        private final OutputStream out;
        private volatile End end;
        private volatile long sent;

        private Plain(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        }

        private void awaitEnd(Runnable ended) {
            try {
                int read = socket.getInputStream().read();
                end = read < 0 ? End.CLOSED : End.BROKEN;
            } catch (IOException e) {
                end = End.BROKEN;
            }
            ended.run();
        }

        @Override
        public void add(LogLine line) throws IOException {
            byte[] head = (line.sequence() + " " + line.stream().app() + " ").getBytes(UTF_8);
            out.write(head);
            out.write(line.buffer(), line.from(), line.to() - line.from());
            out.write('\n');
            sent += head.length + line.to() - line.from() + 1;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public long sent() {
            return sent;
        }

        @Override
        public boolean confirms() {
            return false;
        }

        @Override
        public End ended() {
            return end;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
