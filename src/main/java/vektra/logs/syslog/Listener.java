package vektra.logs.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import vektra.logs.line.Input;
import vektra.logs.line.Intake;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogSettings;

/**
 * Takes messages of the syslog protocol: at an address by TCP and UDP, and at a unix socket, for streams only, since the
 * JDK knows no other unix sockets. What it cannot make sense of is a line as it is; nothing that is sent to it ends it.
 */
public final class Listener implements Input {
    /** Begins the origins of its lines, which no sender sends again. */
    public static final String ORIGIN = "syslog:";

    private static final long RETRY = Duration.ofSeconds(1).toNanos();

    private final Intake intake;
    private final String host;
    private final Clock clock;
    private final Consumer<String> warn;
    private final OpenChannels open = new OpenChannels();
    private final Senders senders = new Senders();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong garbled = new AtomicLong();

    /**
     * Begins to listen, and tries again when a place is taken.
     *
     * @param host of messages that name none
     * @param warn takes what stands in the way
     */
    public Listener(LogSettings settings, Intake intake, String host, Clock clock, Consumer<String> warn) {
        this.intake = intake;
        this.host = host;
        this.clock = clock;
        this.warn = warn;
        if (settings.listen() != null) {
            InetSocketAddress address = new InetSocketAddress(
                    settings.listen().host(), settings.listen().port());
            start("syslog-tcp", () -> serve(address));
            start("syslog-udp", () -> new Datagrams(address, open).receive(batches(), this::now));
        }
        if (settings.socket() != null) {
            Path path = Path.of(settings.socket());
            start("syslog-unix", () -> serve(UnixDomainSocketAddress.of(path)));
        }
    }

    /** How many connections were ended because what came over them could not be cut into messages. */
    long garbled() {
        return garbled.get();
    }

    @Override
    public boolean lasting() {
        return !open.closed() && !threads.isEmpty();
    }

    /** Work that goes on until its channel is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    boolean reported = false;
                    while (!open.closed()) {
                        try {
                            work.run();
                        } catch (IOException e) {
                            if (!open.closed() && !reported) {
                                warn.accept("cannot listen for syslog: " + e.getMessage());
                                reported = true;
                            }
                            LockSupport.parkNanos(RETRY);
                        }
                    }
                },
                name);
        begin(thread);
    }

    private void begin(Thread thread) {
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void serve(SocketAddress address) throws IOException {
        Path path = address instanceof UnixDomainSocketAddress unix ? unix.getPath() : null;
        if (path != null) {
            UnixSocket.makeWay(path, address);
        }
        try (ServerSocketChannel server =
                path == null ? ServerSocketChannel.open() : ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            open.keep(server);
            server.bind(address, 128);
            if (path != null) {
                UnixSocket.protect(path);
            }
            while (!open.closed()) {
                admit(server.accept());
            }
        } finally {
            open.forgetClosed();
        }
    }

    private void admit(SocketChannel connection) throws IOException {
        Sender sender = senders.admitted(connection);
        if (sender == null) {
            connection.close();
            return;
        }
        Thread thread = new Thread(() -> read(sender), "syslog-" + connections.incrementAndGet());
        open.keep(connection);
        try {
            begin(thread);
        } catch (OutOfMemoryError e) {
            // no more threads until a connection ends
            threads.remove(thread);
            senders.remove(sender);
            open.forget(connection);
            connection.close();
        }
    }

    private void read(Sender sender) {
        try (sender) {
            new SyslogFrames(batches(), this::now).readAll(sender);
        } catch (ClosedChannelException e) {
            // we end
        } catch (IOException | OutOfMemoryError e) {
            garbled.incrementAndGet();
        } finally {
            open.forget(sender.connection());
            senders.remove(sender);
            threads.remove(Thread.currentThread());
        }
    }

    private SyslogBatches batches() {
        SyslogMessage message = new SyslogMessage(new SyslogTime(ZoneId.systemDefault()), host);
        return new SyslogBatches(intake, ORIGIN + connections.incrementAndGet(), message);
    }

    private long now() {
        return LogLine.micros(clock.instant());
    }

    @Override
    public void close() {
        open.close();
        long until = System.nanoTime() + RETRY;
        for (Thread thread : threads) {
            try {
                LockSupport.unpark(thread);
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
