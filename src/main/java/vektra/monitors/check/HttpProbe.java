package vektra.monitors.check;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import vektra.model.service.HostPort;

/** Asks for a page. A redirect is not followed: its status is the answer. */
record HttpProbe(URI url, HostPort at, Expected expected, SSLSocketFactory trust, Clock clock) implements Probe {
    @Override
    public Checked ask(Duration timeout) throws Exception {
        long end = System.nanoTime() + timeout.toNanos();
        try (Wire wire = Wire.to(at, timeout)) {
            Optional<Checked> expires = url.getScheme().equalsIgnoreCase("https")
                    ? Expiry.of(wire.secured(trust)).near(clock, expected.certificate())
                    : Optional.empty();
            wire.out().write(request());
            Response response = Response.read(wire.in(), expected.pattern() != null, end);
            Checked checked = expected.isExpected(response.status())
                    ? expires.or(() -> expected.mismatch("the body", response.body()))
                            .orElse(Checked.SUCCESS)
                    : Checked.failure("status " + response.status());
            return new Checked(checked.status(), response.status(), checked.reason());
        }
    }

    private byte[] request() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nUser-Agent: vektra\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
