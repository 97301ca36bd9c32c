package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a member, and can cut a connection before or after a request gets there. */
final class Cutter implements Closeable {
    enum Cut {
        NONE,
        /** The next request does not arrive. */
        REQUEST,
        /** The next request arrives, its answer does not. */
        ANSWER,
        /** The next request that writes arrives, its answer does not, and what follows is refused. */
        WRITE,
        /** The same once that request has arrived. */
        ANSWER_AND_REFUSE,
        /** Whatever arrives is refused. */
        REFUSE
    }

    private final ServerSocket listener;
    private final int member;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
    private int cuts;

    Cutter(int member) throws IOException {
        this.member = member;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(() -> {
            while (true) {
                Socket client = listener.accept();
                thread(() -> serve(client));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // it is closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    String url(String installation) {
        return "etcd://127.0.0.1:" + listener.getLocalPort() + installation;
    }

    void cut(Cut what) {
        next.set(what);
    }

    synchronized int cuts() {
        return cuts;
    }

    private void serve(Socket client) throws IOException {
        if (next.get() == Cut.REFUSE) {
            try (client) {
                client.getInputStream().read(new byte[1 << 16]);
                client.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            }
            return;
        }
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), member)) {
            thread(() -> pass(client, server, Cut.REQUEST));
            pass(server, client, Cut.ANSWER);
        }
    }

    private void pass(Socket from, Socket to, Cut cut) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (next.compareAndSet(cut, Cut.NONE)
                    || (cut == Cut.ANSWER && next.compareAndSet(Cut.ANSWER_AND_REFUSE, Cut.REFUSE))) {
                synchronized (this) {
                    cuts++;
                }
                break;
            }
            if (cut == Cut.REQUEST && new String(buffer, 0, length, US_ASCII).contains("request_put")) {
                next.compareAndSet(Cut.WRITE, Cut.ANSWER_AND_REFUSE);
            }
            out.write(buffer, 0, length);
            out.flush();
        }
        from.close();
        to.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
