package vektra.drain.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;

/** A stream connection, plain or in TLS; {@link #close} is for any thread and waits for none. */
final class Wire implements AutoCloseable {
    private static final int IDLE_SECONDS = 60;
    private static final int PROBE_SECONDS = 10;
    private static final int PROBES = 3;

    private final HostPort host;
    private final long deadline;
    /** What carries the bytes: closing it ends what hangs in the layer above it, which its own close would wait for. */
    private volatile @Nullable Socket raw;

    private volatile @Nullable Socket socket;
    private volatile boolean closed;

    /** @param patience for {@link #open}, from now */
    Wire(HostPort host, int patience, TimeUnit unit) {
        this.host = host;
        this.deadline = System.nanoTime() + unit.toNanos(patience);
    }

    /**
     * Connects to the first of the host's addresses that answers; they are looked up each time, for they change.
     *
     * @param trust null for a plain connection
     */
    void open(@Nullable Trust trust) throws IOException {
        IOException failure = new IOException("no address");
        InetAddress[] addresses = InetAddress.getAllByName(host.host());
        for (int i = 0; i < addresses.length && !closed; i++) {
            try {
                connect(new InetSocketAddress(addresses[i], host.port()), left() / (addresses.length - i), trust);
                return;
            } catch (IOException e) {
                failure = e;
                cut();
            }
        }
        throw failure;
    }

    private void connect(InetSocketAddress address, int patience, @Nullable Trust trust) throws IOException {
        Socket made = new Socket();
        raw = made;
        made.setTcpNoDelay(true);
        keepAlive(made);
        made.connect(address, patience);
        socket = trust == null ? made : secured(made, trust);
        if (closed) {
            throw new IOException("closed");
        }
    }

    private static void keepAlive(Socket made) throws IOException {
        made.setKeepAlive(true);
        if (made.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            made.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
            made.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, PROBE_SECONDS);
            made.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
        }
    }

    private Socket secured(Socket plain, Trust trust) throws IOException {
        SSLSocket secured = (SSLSocket) trust.sockets().createSocket(plain, host.host(), host.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setCipherSuites(cheapFirst(parameters.getCipherSuites()));
        if (!trust.anyone()) {
            // without it any certificate of a known authority would do
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(left());
        secured.startHandshake();
        secured.setSoTimeout(0);
        return secured;
    }

    /** Most servers take the first that they know, and AES-256 would cost a quarter more. */
    private static String[] cheapFirst(String[] suites) {
        return Stream.concat(
                        Arrays.stream(suites).filter(Wire::cheap),
                        Arrays.stream(suites).filter(suite -> !cheap(suite)))
                .toArray(String[]::new);
    }

    private static boolean cheap(String suite) {
        return suite.contains("AES_128_GCM");
    }

    private int left() throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("too late");
        }
        return (int) left;
    }

    InputStream in() throws IOException {
        return opened().getInputStream();
    }

    OutputStream out() throws IOException {
        return opened().getOutputStream();
    }

    private Socket opened() throws IOException {
        Socket open = socket;
        if (open == null) {
            throw new IOException("not connected");
        }
        return open;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        cut();
    }

    private void cut() {
        Socket open = raw;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
