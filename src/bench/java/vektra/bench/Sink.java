package vektra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Takes frames at two ports, one with TLS, and counts them. Does what it reads from its input, and answers the counts. */
final class Sink {
    private final FrameCount count = new FrameCount();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<ServerSocket> listening = new ArrayList<>();
    private final int plain;
    private final int tls;
    private final SSLContext context;

    private Sink(int plain, int tls, SSLContext context) {
        this.plain = plain;
        this.tls = tls;
        this.context = context;
    }

    /**
     * Serves until its input ends.
     *
     * @param argv the port, the port with TLS, and the store of the certificate
     */
    public static void main(String[] argv) throws Exception {
        Sink sink =
                new Sink(Integer.parseInt(argv[0]), Integer.parseInt(argv[1]), Certificate.context(Path.of(argv[2])));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            sink.take(line.split(" ", -1));
            System.out.println(sink.count.counts().line());
        }
    }

    private void take(String[] words) throws IOException {
        switch (words[0]) {
            case "reset" -> count.reset(Integer.parseInt(words[1]));
            case "up" -> up();
            case "down" -> down();
            default -> {}
        }
    }

    private void up() throws IOException {
        if (listening.isEmpty()) {
            listen(new ServerSocket(), plain);
            listen(context.getServerSocketFactory().createServerSocket(), tls);
        }
    }

    /** As when the machine is gone: connections are reset. */
    private void down() throws IOException {
        for (ServerSocket socket : listening) {
            socket.close();
        }
        listening.clear();
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException closed) {
                // it ended by itself
            }
        }
        open.clear();
    }

    private void listen(ServerSocket server, int port) throws IOException {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening.add(server);
        thread(() -> {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                thread(() -> read(socket));
            }
        });
    }

    private void read(Socket socket) throws IOException {
        byte[] buffer = new byte[1 << 18];
        int filled = 0;
        InputStream in = socket.getInputStream();
        for (int read = in.read(buffer, 0, buffer.length);
                read >= 0;
                read = in.read(buffer, filled, buffer.length - filled)) {
            filled += read;
            int used = count.take(buffer, filled);
            System.arraycopy(buffer, used, buffer, 0, filled - used);
            filled -= used;
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // the connection is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
