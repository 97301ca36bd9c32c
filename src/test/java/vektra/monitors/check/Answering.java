package vektra.monitors.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ServerSocketFactory;

/** A server on this machine that does the same with each connection. */
final class Answering implements AutoCloseable {
    private static final int SILENCE_MILLIS = 20;

    private final ServerSocket listening;

    /** What is done with a connection, which is closed afterwards. */
    interface Answer {
        void give(Socket to) throws Exception;
    }

    Answering(Answer answer) throws IOException {
        this(ServerSocketFactory.getDefault(), answer);
    }

    Answering(ServerSocketFactory sockets, Answer answer) throws IOException {
        listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(answer), "answering");
        thread.setDaemon(true);
        thread.start();
    }

    /** An answer to any request: what is given, once the request has been read. */
    static Answer http(String answer) {
        return to -> {
            request(to.getInputStream());
            to.getOutputStream().write(answer.replace("\n", "\r\n").getBytes());
        };
    }

    static void request(InputStream in) throws IOException {
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' && last == '\n') {
                return;
            }
            last = next == '\r' ? last : next;
        }
    }

    /** Sends a byte whenever the other side has been silent for a moment, until that has closed. */
    static void drop(Socket to) throws Exception {
        to.setSoTimeout(SILENCE_MILLIS);
        for (int heard = 0; heard >= 0; ) {
            to.getOutputStream().write('x');
            try {
                heard = to.getInputStream().read();
            } catch (SocketTimeoutException e) {
                // still there
            }
        }
    }

    private void serve(Answer answer) {
        while (!listening.isClosed()) {
            try (Socket to = listening.accept()) {
                answer.give(to);
            } catch (Exception e) {
                // the client went, as it may
            }
        }
    }

    String host() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
