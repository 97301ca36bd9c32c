package vektra.logs.syslog;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import vektra.logs.line.Input;
import vektra.logs.line.Intake;
import vektra.model.LogLine;
import vektra.model.LogSettings;

/**
 * Takes messages of the syslog protocol: at an address by TCP and UDP, and at a unix socket, for streams only, since the
 * JDK knows no other unix sockets. What it cannot make sense of is a line as it is; nothing that is sent to it ends it.
 */
public final class Listener implements Input {
    /** Begins the origins of its lines, which no sender sends again. */
    public static final String ORIGIN = "syslog:";

    private static final long RETRY = Duration.ofSeconds(1).toNanos();
    private static final int MOST_CONNECTIONS = 1000;
    /** When one that has sent something may be ended to let another in. */
    private static final long SILENT = Duration.ofMinutes(1).toNanos();

    private static final int LONGEST_DATAGRAM = 64 * 1024;
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** What a file is, in its mode. */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final Intake intake;
    private final String host;
    private final Clock clock;
    private final Consumer<String> warn;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Set<Sender> senders = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong garbled = new AtomicLong();
    private volatile boolean closed;

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
            start("syslog-udp", () -> receive(address));
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
        return !closed && !threads.isEmpty();
    }

    /** Work that goes on until its channel is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    boolean told = false;
                    while (!closed) {
                        try {
                            work.run();
                        } catch (IOException e) {
                            if (!closed && !told) {
                                warn.accept("cannot listen for syslog: " + e.getMessage());
                                told = true;
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
            makeWay(path, address);
        }
        try (ServerSocketChannel server =
                path == null ? ServerSocketChannel.open() : ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            keep(server);
            server.bind(address, 128);
            if (path != null) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            while (!closed) {
                admit(server.accept());
            }
        } finally {
            forgetClosed();
        }
    }

    private void admit(SocketChannel connection) throws IOException {
        if (senders.size() >= MOST_CONNECTIONS && !makeRoom()) {
            connection.close();
            return;
        }
        Sender sender = new Sender(connection);
        Thread thread = new Thread(() -> read(sender), "syslog-" + connections.incrementAndGet());
        senders.add(sender);
        keep(connection);
        try {
            begin(thread);
        } catch (OutOfMemoryError e) {
            // no more threads until a connection ends
            threads.remove(thread);
            senders.remove(sender);
            open.remove(connection);
            connection.close();
        }
    }

    /** Ends the connection that has been silent for longest, first of those that never sent anything. */
    private boolean makeRoom() throws IOException {
        long now = System.nanoTime();
        Sender longest = senders.stream()
                .filter(sender -> !sender.heard || now - sender.last > SILENT)
                .min(Comparator.comparing((Sender sender) -> sender.heard).thenComparing(sender -> sender.last - now))
                .orElse(null);
        if (longest == null) {
            return false;
        }
        senders.remove(longest);
        longest.close();
        return true;
    }

    /** A connection, and when something came over it. */
    private static final class Sender implements ReadableByteChannel {
        private final SocketChannel connection;
        private volatile boolean heard;
        private volatile long last = System.nanoTime();

        private Sender(SocketChannel connection) {
            this.connection = connection;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            int read = connection.read(bytes);
            heard = true;
            last = System.nanoTime();
            return read;
        }

        @Override
        public boolean isOpen() {
            return connection.isOpen();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Each attempt to listen makes new ones. */
    private void forgetClosed() {
        open.removeIf(kept -> kept instanceof Channel channel ? !channel.isOpen() : !((Selector) kept).isOpen());
    }

    /** Has it closed when we end, which may be now. */
    private void keep(Closeable channel) throws IOException {
        open.add(channel);
        if (closed) {
            channel.close();
        }
    }

    /** Removes the socket of a process that is gone. */
    private static void makeWay(Path path, SocketAddress address) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        boolean socket = Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & TYPE) == SOCKET;
        if (!socket) {
            throw new IOException(path + " is not a socket");
        }
        try (SocketChannel other = SocketChannel.open(address)) {
            throw new IOException("another process is listening at " + other.getRemoteAddress());
        } catch (ConnectException e) {
            Files.deleteIfExists(path);
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
            open.remove(sender.connection);
            senders.remove(sender);
            threads.remove(Thread.currentThread());
        }
    }

    private void receive(InetSocketAddress address) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            keep(channel);
            // else it would go on waiting for the channel that is closed
            keep(selector);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer datagram = ByteBuffer.allocate(LONGEST_DATAGRAM);
            SyslogBatches batches = batches();
            while (!closed) {
                selector.select();
                long time = now();
                while (channel.isOpen() && channel.receive(datagram.clear()) != null) {
                    byte[] bytes = datagram.array();
                    int end = datagram.position();
                    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == 0)) {
                        end--;
                    }
                    if (end > 0) {
                        batches.add(bytes, 0, end, time);
                    }
                }
                batches.flush();
            }
        } finally {
            forgetClosed();
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
        closed = true;
        for (Closeable channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                // then it is closed as well
            }
        }
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
