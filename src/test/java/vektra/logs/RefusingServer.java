package vektra.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server that treats each request as the next word of a script says, and takes all behind the end of that. */
final class RefusingServer implements AutoCloseable {
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"(message [0-9]+)\"");

    private final ServerSocket server;
    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    RefusingServer(List<String> script) throws IOException {
        this.script.addAll(script);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "refusing server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                String body = request(in);
                asked.incrementAndGet();
                String word = script.poll();
                more = answer(socket, in, word == null ? "200" : word, body);
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private boolean answer(Socket socket, InputStream in, String word, String body) throws IOException {
        switch (word) {
            case "silence" -> {
                return in.read() >= 0;
            }
            case "reset" -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case "close" -> {
                return false;
            }
            case "half" -> {
                socket.getOutputStream().write("HTTP/1.1 20".getBytes(ISO_8859_1));
                return false;
            }
            default -> {
                if (word.startsWith("2")) {
                    Matcher found = MESSAGE.matcher(body);
                    List<String> all = new ArrayList<>();
                    while (found.find()) {
                        all.add(found.group(1));
                    }
                    taken.addAll(all);
                }
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + word + " So\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
                return true;
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("closed");
        }
        return new String(body, ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/in";
    }

    /** How many requests came. */
    int asked() {
        return asked.get();
    }

    /** The messages in requests that were answered by 2xx. */
    List<String> taken() {
        return taken;
    }

    /** From now on requests are treated so, instead of what was left of the script. */
    void say(List<String> words) {
        script.clear();
        script.addAll(words);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
