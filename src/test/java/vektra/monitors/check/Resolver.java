package vektra.monitors.check;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;

/** A DNS server that knows {@code www.example.net}, an alias of {@code example.net}; about {@code slow.} it is silent. */
final class Resolver implements AutoCloseable {
    private static final int NO_SUCH_NAME = 3;
    private static final int A = 1;
    private static final int ALIAS = 5;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

    Resolver() throws IOException {
        Thread thread = new Thread(this::serve, "resolver");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket asked = new DatagramPacket(new byte[512], 512);
                socket.receive(asked);
                byte[] answer = answer(Arrays.copyOf(asked.getData(), asked.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static byte[] answer(byte[] query) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        for (; query[at] != 0; at += query[at] + 1) {
            name.append(new String(query, at + 1, query[at])).append('.');
        }
        int question = at + 5;
        // an alias has one address, of the older kind
        boolean older = query[question - 3] == A;
        boolean known = name.toString().equals("www.example.net.");
        boolean empty = name.toString().equals("empty.example.net.");
        if (name.toString().startsWith("slow.")) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(0x8180 | (known || empty ? 0 : NO_SUCH_NAME));
        out.writeShort(1);
        out.writeShort(known ? older ? 2 : 1 : 0);
        out.writeInt(0);
        out.write(query, 12, question - 12);
        if (known) {
            record(out, 12, ALIAS, 2);
            // www.example.net without its first label
            out.writeShort(0xc000 | 16);
            if (older) {
                record(out, 16, A, 4);
                out.write(new byte[] {(byte) 192, 0, 2, 7});
            }
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int name, int type, int length) throws IOException {
        out.writeShort(0xc000 | name);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(length);
    }

    @Override
    public void close() {
        socket.close();
    }
}
