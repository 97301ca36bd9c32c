package vektra.monitors.check;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import vektra.model.service.HostPort;

/** Connects; with a pattern, it also waits for the greeting. */
record TcpProbe(HostPort at, Expected expected) implements Probe {
    private static final int MOST = 4096;

    @Override
    public Checked ask(Duration timeout) throws Exception {
        try (Wire wire = Wire.to(at, timeout)) {
            return expected.pattern() == null ? Checked.SUCCESS : greeting(wire.in());
        }
    }

    private Checked greeting(InputStream in) throws Exception {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (true) {
            int next = read.size() == MOST ? -1 : in.read();
            Optional<Checked> mismatch = expected.mismatch("the greeting", read.toString(StandardCharsets.UTF_8));
            if (next < 0 || mismatch.isEmpty()) {
                return mismatch.orElse(Checked.SUCCESS);
            }
            read.write(next);
        }
    }
}
