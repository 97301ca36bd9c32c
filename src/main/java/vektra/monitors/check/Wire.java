package vektra.monitors.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import vektra.model.service.HostPort;

/** A new connection, which ends when its thread is interrupted. */
final class Wire implements AutoCloseable {
    private final HostPort at;
    private final Socket plain;
    private Socket socket;

    private Wire(HostPort at, Socket plain) {
        this.at = at;
        this.plain = plain;
        this.socket = plain;
    }

    /** Connects to the first address that answers. */
    static Wire to(HostPort at, Duration timeout) throws IOException {
        IOException refused = null;
        for (InetAddress address : InetAddress.getAllByName(at.host())) {
            // a socket of a channel, unlike others, is closed by an interrupt
            Socket socket = SocketChannel.open().socket();
            try {
                socket.connect(new InetSocketAddress(address, at.port()), Math.toIntExact(timeout.toMillis()));
                socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
                return new Wire(at, socket);
            } catch (IOException e) {
                socket.close();
                refused = e;
            }
        }
        throw refused == null ? new IOException(at.host() + " has no address") : refused;
    }

    /** Has TLS from here on, with a certificate that is trusted and of that host. */
    SSLSession secured(SSLSocketFactory trust) throws IOException {
        SSLSocket secured = (SSLSocket) trust.createSocket(plain, at.host(), at.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        socket = secured;
        secured.startHandshake();
        return secured.getSession();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** Without the farewell of TLS, which could wait for the other side. */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
