package vektra.monitors.check;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;

/**
 * Asks for the addresses of a name, without any cache on this machine.
 *
 * @param server null for those of this machine's {@code resolv.conf}
 */
record DnsProbe(String name, @Nullable HostPort server, Expected expected) implements Probe {
    static final int PORT = 53;

    private static final Path SERVERS = Path.of("/etc/resolv.conf");
    private static final int LONGEST = 4096;
    /** A datagram may be lost. */
    private static final int TRIES = 3;

    private static final SecureRandom IDS = new SecureRandom();

    @Override
    public Checked ask(Duration timeout) throws Exception {
        IOException failed = null;
        List<HostPort> servers = server == null ? ofMachine(SERVERS) : List.of(server);
        for (HostPort one : servers) {
            try {
                return checked(one, timeout.dividedBy(servers.size()));
            } catch (SocketTimeoutException | PortUnreachableException e) {
                failed = e;
            }
        }
        throw failed == null ? new IOException(SERVERS + " names no server") : failed;
    }

    static List<HostPort> ofMachine(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.strip().split("[ \t]+", -1))
                    .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                    .map(words -> new HostPort(words[1], PORT))
                    .toList();
        }
    }

    private Checked checked(HostPort at, Duration timeout) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (int type : new int[] {DnsAnswer.A, DnsAnswer.AAAA}) {
            DnsAnswer answer = answer(at, type, timeout.dividedBy(2));
            if (answer.code() == DnsAnswer.NO_SUCH_NAME) {
                return Checked.failure("no name " + name);
            }
            if (answer.code() != 0) {
                return Checked.failure("the name server " + at + " answers with the error " + answer.code());
            }
            addresses.addAll(answer.addresses());
        }
        return addresses.isEmpty()
                ? Checked.failure(name + " has no address")
                : expected.mismatch("the address of " + name, String.join("\n", addresses))
                        .orElse(Checked.SUCCESS);
    }

    private DnsAnswer answer(HostPort at, int type, Duration timeout) throws IOException {
        byte[] question = DnsAnswer.question(IDS.nextInt(1 << 16), name, type);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(at.host(), at.port()));
            for (int attempt = 1; ; attempt++) {
                socket.send(new DatagramPacket(question, question.length));
                try {
                    return DnsAnswer.of(received(socket, question, timeout.dividedBy(TRIES)), question, type);
                } catch (SocketTimeoutException e) {
                    if (attempt == TRIES) {
                        throw e;
                    }
                }
            }
        }
    }

    private static ByteBuffer received(DatagramSocket socket, byte[] question, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        for (long left = timeout.toMillis();
                left > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            socket.setSoTimeout(Math.toIntExact(left));
            socket.receive(packet);
            ByteBuffer answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
            if (DnsAnswer.answers(answer, question)) {
                return answer;
            }
        }
        throw new SocketTimeoutException();
    }
}
