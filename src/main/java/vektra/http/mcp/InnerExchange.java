package vektra.http.mcp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request within another one: it came on no connection of its own, and its answer is not sent. */
final class InnerExchange extends HttpExchange {
    private final HttpExchange outer;
    private final String method;
    private final URI uri;
    private final Headers headers = new Headers();
    private final InputStream body;

    InnerExchange(HttpExchange outer, String method, URI uri, byte[] body) {
        this.outer = outer;
        this.method = method;
        this.uri = uri;
        this.body = new ByteArrayInputStream(body);
        headers.set("Content-Type", "application/json");
    }

    @Override
    public Headers getRequestHeaders() {
        return headers;
    }

    @Override
    public URI getRequestURI() {
        return uri;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public InputStream getRequestBody() {
        return body;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return outer.getRemoteAddress();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return outer.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return outer.getProtocol();
    }

    @Override
    public HttpContext getHttpContext() {
        return outer.getHttpContext();
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return outer.getPrincipal();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public void close() {
        // the outer one is closed by who opened it
    }

    @Override
    public Headers getResponseHeaders() {
        throw notSent();
    }

    @Override
    public OutputStream getResponseBody() {
        throw notSent();
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
        throw notSent();
    }

    @Override
    public int getResponseCode() {
        throw notSent();
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw notSent();
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw notSent();
    }

    private static IllegalStateException notSent() {
        return new IllegalStateException("the answer to a request within another one is not sent");
    }
}
