package vektra.monitors.check;

import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import vektra.model.service.HostPort;

/** Connects, and looks at the certificate. */
record TlsProbe(HostPort at, Expected expected, SSLSocketFactory trust, Clock clock) implements Probe {
    @Override
    public Checked ask(Duration timeout) throws Exception {
        try (Wire wire = Wire.to(at, timeout)) {
            return Expiry.of(wire.secured(trust))
                    .near(clock, expected.certificate())
                    .orElse(Checked.SUCCESS);
        }
    }
}
