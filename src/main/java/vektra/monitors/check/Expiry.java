package vektra.monitors.check;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Until when the certificate of a server is valid. */
record Expiry(Instant end) {
    static Expiry of(SSLSession session) throws IOException {
        X509Certificate own = (X509Certificate) session.getPeerCertificates()[0];
        return new Expiry(own.getNotAfter().toInstant());
    }

    /** The failure of one that does not last that long; empty when it does. */
    Optional<Checked> near(Clock clock, Duration wanted) {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(wanted) >= 0
                ? Optional.empty()
                : Optional.of(Checked.failure("the certificate expires on "
                        + end.atOffset(ZoneOffset.UTC).toLocalDate() + ", in " + left.toDays() + " days"));
    }
}
